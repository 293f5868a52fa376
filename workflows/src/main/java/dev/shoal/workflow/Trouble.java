package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;

/** What a failed step means for the run. */
sealed interface Trouble {
  /** The step itself is fine: its worker went away. It may be entered again at no charge. */
  record Interrupted() implements Trouble {}

  /** The run was cancelled. */
  record Cancelled() implements Trouble {}

  /** The step failed. */
  record Failed(Reason reason, String message) implements Trouble {}

  /**
   * Reads a failure.
   *
   * @param onTimeout what it means that the step ran out of time
   */
  static Trouble of(TemporalFailure failure, Reason onTimeout) {
    Throwable cause = failure;
    while (cause instanceof ActivityFailure || cause instanceof ChildWorkflowFailure) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case CanceledFailure cancelled -> new Cancelled();
      case ApplicationFailure application
          when application.getType().equals(PodActivities.WORKER_SHUTDOWN) ->
          new Interrupted();
      case ApplicationFailure application ->
          new Failed(Reason.ofTitle(application.getType()), application.getOriginalMessage());
      case TimeoutFailure timeout
          when timeout.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_HEARTBEAT ->
          new Interrupted();
      case TimeoutFailure timeout ->
          new Failed(onTimeout, "the step did not end within its time limit");
      case null, default -> new Failed(Reason.INTERNAL_ERROR, String.valueOf(failure.getMessage()));
    };
  }
}
