package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The activities of a sync with their limits and tries. */
final class SourceSteps {
  private static final int TRIES = 5;
  private static final int NO_END = 0;
  private static final Duration A_SOURCE = Duration.ofHours(6);
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private SourceSteps() {}

  static SourceActivities local() {
    return Workflow.newLocalActivityStub(
        SourceActivities.class,
        LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofHours(24))
            .setStartToCloseTimeout(Duration.ofSeconds(75))
            .build());
  }

  /** Each try goes on where the one before was; a worker that went away costs none. */
  static void sync(JobRef run, String source) {
    Reentry.entering(
        A_SOURCE,
        Reason.SOURCE_FAILED,
        left -> {
          Workflow.newActivityStub(
                  SourceActivities.class,
                  options(left, TRIES)
                      .setTaskQueue(TaskQueues.LONG)
                      .setHeartbeatTimeout(HEARTBEAT)
                      .build())
              .sync(run, source);
          return true;
        });
  }

  static SourceActivities report() {
    return Workflow.newActivityStub(
        SourceActivities.class, options(Duration.ofMinutes(2), TRIES).build());
  }

  /** What must be written down, however long the database is away. */
  static SourceActivities marks() {
    return Workflow.newActivityStub(
        SourceActivities.class, options(Duration.ofSeconds(30), NO_END).build());
  }

  private static ActivityOptions.Builder options(Duration limit, int tries) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(TaskQueues.SIM)
        .setStartToCloseTimeout(limit)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofMinutes(5))
                .setMaximumAttempts(tries)
                .build());
  }
}
