package dev.shoal.activity;

import dev.shoal.workflow.PodActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells Temporal that a long step is alive, and learns from it when to stop. */
final class Heartbeat {
  private static final int BEATS_A_TIMEOUT = 3;

  private final ActivityExecutionContext context;

  /** Of the step that runs on this thread. */
  Heartbeat() {
    this(Activity.getExecutionContext());
  }

  Heartbeat(ActivityExecutionContext context) {
    this.context = context;
  }

  /**
   * Beats; throws if the step was cancelled or its worker shuts down.
   *
   * @param progress for who looks at the workflow; null for none
   */
  void beat(@Nullable Object progress) {
    try {
      context.heartbeat(progress);
    } catch (ActivityWorkerShutdownException | RejectedExecutionException e) {
      // The SDK looks whether it shuts down before it plans a beat, so between the two it refuses.
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "this worker shuts down", PodActivities.WORKER_SHUTDOWN, e);
    }
  }

  /** Longest wait between two beats. */
  Duration pause() {
    return context.getInfo().getHeartbeatTimeout().dividedBy(BEATS_A_TIMEOUT);
  }

  /**
   * What an interrupted wait means: the worker shuts down. The thread is not interrupted again: the
   * SDK tells Temporal on it that the step is given back, and an interrupted call tells nothing.
   */
  static ApplicationFailure interrupted(InterruptedException e) {
    return ApplicationFailure.newNonRetryableFailureWithCause(
        "this worker shuts down", PodActivities.WORKER_SHUTDOWN, e);
  }
}
