package dev.shoal.operator.temporal;

import dev.shoal.temporal.TemporalConnection;
import dev.shoal.workflow.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule by which the installation's health is looked at. It ends by itself unless it is
 * renewed, so that nothing is left of an installation that is gone.
 */
public final class MonitoringSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(MonitoringSchedule.class);
  private static final Duration LASTS = Duration.ofHours(1);
  private static final Duration LOOK_LIMIT = Duration.ofMinutes(3);

  private final ScheduleClient schedules;
  private final String id;
  private final Duration every;
  private final Clock clock;

  /**
   * Of an installation.
   *
   * @param namespace its own
   * @param every time between two looks
   */
  public MonitoringSchedule(
      TemporalConnection temporal, String namespace, Duration every, Clock clock) {
    this.schedules =
        ScheduleClient.newInstance(
            temporal.stubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.client().getOptions().getNamespace())
                .setDataConverter(temporal.client().getOptions().getDataConverter())
                .build());
    this.id = "shoal-monitoring-" + namespace;
    this.every = every;
    this.clock = clock;
  }

  /**
   * Has the schedule there for some time to come. It is written seldom: Temporal drops a start that
   * is due and not made yet when its schedule is written.
   */
  public void renew() {
    ScheduleHandle handle = schedules.getHandle(id);
    try {
      Instant end = handle.describe().getSchedule().getSpec().getEndAt();
      if (end == null || end.isBefore(clock.instant().plus(LASTS.dividedBy(2)))) {
        handle.update(before -> new ScheduleUpdate(schedule()));
      }
    } catch (StatusRuntimeException | ScheduleException e) {
      if (!absent(e)) {
        throw e;
      }
      schedules.createSchedule(id, schedule(), ScheduleOptions.newBuilder().build());
      LOG.info("schedule {} is made", id);
    }
  }

  private static boolean absent(Throwable failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof StatusRuntimeException status) {
        return status.getStatus().getCode() == Status.Code.NOT_FOUND;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private Schedule schedule() {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType("MonitoringWorkflow")
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(TaskQueues.SIM)
                        .setWorkflowExecutionTimeout(LOOK_LIMIT)
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                .setEndAt(clock.instant().plus(LASTS))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .build())
        .build();
  }
}
