package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Function;

/** Long steps, whose workers come and go. */
final class Reentry {
  private Reentry() {}

  /**
   * Enters a step again, on the same clock, while only its worker went away.
   *
   * @param step is given the time that is left
   */
  static <T> T entering(Duration limit, Reason onTimeout, Function<Duration, T> step) {
    long started = Workflow.currentTimeMillis();
    while (true) {
      Duration left = limit.minusMillis(Workflow.currentTimeMillis() - started);
      if (!left.isPositive()) {
        throw failure(onTimeout, "the time limit of " + limit.toSeconds() + " s is over");
      }
      try {
        return step.apply(left);
      } catch (TemporalFailure failure) {
        if (!(Trouble.of(failure, onTimeout) instanceof Trouble.Interrupted)) {
          throw rethrown(failure, onTimeout);
        }
      }
    }
  }

  /** The failure of a step as a run's: by its reason, where it has one. */
  static TemporalFailure rethrown(TemporalFailure failure, Reason onTimeout) {
    return Trouble.of(failure, onTimeout) instanceof Trouble.Failed failed
        ? failure(failed.reason(), failed.message())
        : failure;
  }

  /** A run's end by a reason. */
  static ApplicationFailure failure(Reason reason, String message) {
    return ApplicationFailure.newNonRetryableFailure(message, reason.title());
  }
}
