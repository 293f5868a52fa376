package dev.shoal.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Map;

/** Stubs of the activities with the options of each. */
final class ActivityStubs {
  private static final Duration PREPARATION = Duration.ofMinutes(3);
  private static final Duration ROW_WAIT = Duration.ofSeconds(75);

  /** Longer than a store or a webhook is away, shorter than anybody waits for a file. */
  private static final Duration LATE_WAIT = Duration.ofDays(7);

  private ActivityStubs() {}

  static JobActivities local() {
    return Workflow.newLocalActivityStub(
        JobActivities.class,
        LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofHours(24))
            .setStartToCloseTimeout(ROW_WAIT)
            .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofSeconds(30), 0))
            .build());
  }

  /**
   * The pod's creation, in the workflow's own worker: a hop less between the start and the pod. It
   * can be tried again anywhere, since the pod's name follows from the attempt.
   */
  static JobActivities provisioning(RunLimits limits) {
    return Workflow.newLocalActivityStub(
        JobActivities.class,
        LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofHours(1))
            .setStartToCloseTimeout(Duration.ofSeconds(60))
            .setRetryOptions(retry(limits.unreachableDelay(), Duration.ofMinutes(1), 3))
            .build());
  }

  static JobActivities jobs(RunLimits limits) {
    ActivityOptions preparation = shortStep(PREPARATION, Duration.ofSeconds(2), 2);
    return Workflow.newActivityStub(
        JobActivities.class,
        shortStep(Duration.ofSeconds(30), Duration.ofSeconds(1), 0),
        Map.of(
            "EnrichSeed",
            preparation,
            "DeriveMarkets",
            preparation,
            "UploadAndFinalize",
            ActivityOptions.newBuilder(shortStep(limits.finalizing(), Duration.ofSeconds(5), 3))
                .setHeartbeatTimeout(Duration.ofSeconds(60))
                .build(),
            "TerminatePod",
            shortStep(Duration.ofMinutes(2), Duration.ofSeconds(1), 5)));
  }

  static PodActivities pods(Duration limit, Duration heartbeat) {
    return Workflow.newActivityStub(
        PodActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.LONG)
            .setStartToCloseTimeout(limit)
            .setHeartbeatTimeout(heartbeat)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  static ReportActivities report(RunLimits limits) {
    return Workflow.newActivityStub(
        ReportActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.LONG)
            .setStartToCloseTimeout(limits.report())
            .setHeartbeatTimeout(limits.healthHeartbeat())
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  /** The row holds the report already: its files, and news of it, wait for who is away. */
  static ReportActivities lateReport(RunLimits limits) {
    return Workflow.newActivityStub(
        ReportActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.LONG)
            .setStartToCloseTimeout(limits.report())
            .setScheduleToCloseTimeout(LATE_WAIT)
            .setHeartbeatTimeout(limits.healthHeartbeat())
            .setRetryOptions(retry(Duration.ofSeconds(1), Duration.ofMinutes(10), 0))
            .build());
  }

  /** {@code attempts} 0 is without limit. */
  private static ActivityOptions shortStep(Duration limit, Duration firstRetry, int attempts) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(limit)
        .setRetryOptions(retry(firstRetry, Duration.ofMinutes(1), attempts))
        .build();
  }

  private static RetryOptions retry(Duration first, Duration longest, int attempts) {
    return RetryOptions.newBuilder()
        .setInitialInterval(first)
        .setBackoffCoefficient(2)
        .setMaximumInterval(longest.compareTo(first) < 0 ? first : longest)
        .setMaximumAttempts(attempts)
        .build();
  }
}
