package dev.shoal.temporal;

import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.taskqueue.v1.TaskQueueStats;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tasks that wait for a worker, as Temporal estimates them.
 *
 * @param age of the oldest
 */
public record TaskQueueBacklog(long tasks, Duration age) {
  private static final int ASK_SECONDS = 10;

  /** Of a queue, its activities and its workflows. */
  public static TaskQueueBacklog of(TemporalConnection temporal, String queue) {
    TaskQueueBacklog activities = of(temporal, queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    TaskQueueBacklog workflows = of(temporal, queue, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
    return new TaskQueueBacklog(
        activities.tasks + workflows.tasks,
        activities.age.compareTo(workflows.age) > 0 ? activities.age : workflows.age);
  }

  private static TaskQueueBacklog of(
      TemporalConnection temporal, String queue, TaskQueueType type) {
    TaskQueueStats stats =
        temporal
            .stubs()
            .blockingStub()
            .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
            .describeTaskQueue(
                DescribeTaskQueueRequest.newBuilder()
                    .setNamespace(temporal.client().getOptions().getNamespace())
                    .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                    .setTaskQueueType(type)
                    .setReportStats(true)
                    .build())
            .getStats();
    return new TaskQueueBacklog(
        stats.getApproximateBacklogCount(),
        Duration.ofSeconds(stats.getApproximateBacklogAge().getSeconds()));
  }
}
