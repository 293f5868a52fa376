package dev.shoal.activity;

import dev.shoal.job.Reason;
import io.temporal.failure.ApplicationFailure;

/** Failures as the workflow reads them: by type, which is the reason's title. */
final class Failures {
  private Failures() {}

  /** The step failed for good. */
  static ApplicationFailure permanent(Reason reason, String message) {
    return ApplicationFailure.newNonRetryableFailure(message, reason.title());
  }

  /** The step may work when it is tried again. */
  static ApplicationFailure temporary(Reason reason, String message, Throwable cause) {
    return ApplicationFailure.newFailureWithCause(message, reason.title(), cause);
  }
}
