package dev.shoal.workflow;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The next look follows soon, so this one is given few tries. */
public final class MonitoringWorkflowImpl implements MonitoringWorkflow {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int TRIES = 2;

  private final HealthActivities health =
      Workflow.newActivityStub(
          HealthActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.SIM)
              .setStartToCloseTimeout(LIMIT)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(TRIES).build())
              .build());

  @Override
  public void run() {
    health.look();
  }
}
