package dev.shoal.workflow;

import dev.shoal.schedule.ScheduleRef;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Has the resource made, however long the API server is away; too late a start says so itself. */
public final class ScheduledStartWorkflowImpl implements ScheduledStartWorkflow {
  private static final SearchAttributeKey<OffsetDateTime> DUE =
      SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final ScheduleActivities activities =
      Workflow.newActivityStub(
          ScheduleActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.SIM)
              .setStartToCloseTimeout(LIMIT)
              .setRetryOptions(RetryOptions.newBuilder().setMaximumInterval(LONGEST_RETRY).build())
              .build());

  @Override
  public void run(ScheduleRef schedule) {
    OffsetDateTime due = Workflow.getTypedSearchAttributes().get(DUE);
    activities.start(
        schedule,
        due == null
            ? Duration.ofMillis(Workflow.currentTimeMillis()).toSeconds()
            : due.toEpochSecond());
  }
}
