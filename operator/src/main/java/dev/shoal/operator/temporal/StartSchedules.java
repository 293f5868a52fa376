package dev.shoal.operator.temporal;

import dev.shoal.schedule.ScheduleNames;
import dev.shoal.schedule.ScheduleRef;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.workflow.TaskQueues;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal Schedules behind WorkflowSchedules. One is written only where it differs: Temporal
 * drops a start that is due and not made yet when its schedule is written.
 */
public final class StartSchedules {
  private static final int ASK_SECONDS = 10;

  private final ScheduleClient schedules;
  private final Map<String, String> asWritten = new ConcurrentHashMap<>();

  public StartSchedules(TemporalConnection temporal) {
    this.schedules =
        ScheduleClient.newInstance(
            temporal.stubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(temporal.client().getOptions().getNamespace())
                .setDataConverter(temporal.client().getOptions().getDataConverter())
                .build());
  }

  /**
   * A schedule as it should be.
   *
   * @param cron five fields, or a word such as {@code @daily}
   * @param deadline how late a start may be
   */
  public record Wanted(
      ScheduleRef ref, String cron, String timeZone, boolean paused, Duration deadline) {}

  /** Temporal can't read the cron fields or the time zone. */
  public static final class InvalidSchedule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidSchedule(Throwable cause, String message) {
      super(message, cause);
    }
  }

  /**
   * Has the schedule there as it should be.
   *
   * @return when its next start is due, if there is one
   * @throws InvalidSchedule if it can't be
   * @throws JobWorkflows.TemporalUnavailable if Temporal does not answer
   */
  public Optional<Instant> ensure(Wanted wanted) {
    ScheduleHandle handle = schedules.getHandle(ScheduleNames.scheduleId(wanted.ref().id()));
    Optional<ScheduleDescription> there = describe(handle);
    if (there.isEmpty()) {
      asked(
          () ->
              schedules.createSchedule(
                  handle.getId(), schedule(wanted), ScheduleOptions.newBuilder().build()));
    } else if (differs(wanted, there.get())) {
      asked(
          () -> {
            handle.update(before -> new ScheduleUpdate(schedule(wanted)));
            return handle;
          });
    } else {
      return next(there.get());
    }
    Optional<ScheduleDescription> written = describe(handle);
    written
        .map(ScheduleDescription::getSchedule)
        .filter(schedule -> noted(wanted, schedule))
        .ifPresent(schedule -> asWritten.put(wanted.ref().id(), print(schedule)));
    return written.flatMap(StartSchedules::next);
  }

  /** Takes the schedule of a resource away; one that isn't there is fine. */
  public void delete(String id) {
    ScheduleHandle handle = schedules.getHandle(ScheduleNames.scheduleId(id));
    if (describe(handle).isPresent()) {
      asked(
          () -> {
            handle.delete();
            return handle;
          });
    }
    asWritten.remove(id);
  }

  /** What was asked for is in the note; what it was made of, if this process wrote it. */
  private boolean differs(Wanted wanted, ScheduleDescription there) {
    ScheduleState state = there.getSchedule().getState();
    String written = asWritten.get(wanted.ref().id());
    return !noted(wanted, there.getSchedule())
        || state == null
        || state.isPaused() != wanted.paused()
        || (written != null && !written.equals(print(there.getSchedule())));
  }

  /** An update takes effect a moment after it was answered. */
  private static boolean noted(Wanted wanted, Schedule there) {
    ScheduleState state = there.getState();
    return state != null && note(wanted).equals(state.getNote());
  }

  private static String print(Schedule schedule) {
    return schedule.getSpec() + " " + schedule.getPolicy();
  }

  private static String note(Wanted wanted) {
    return "%s in %s, at most %d s late"
        .formatted(wanted.cron(), wanted.timeZone(), wanted.deadline().toSeconds());
  }

  private static Optional<Instant> next(ScheduleDescription description) {
    ScheduleState state = description.getSchedule().getState();
    return state != null && state.isPaused()
        ? Optional.empty()
        : description.getInfo().getNextActionTimes().stream().findFirst();
  }

  private static Schedule schedule(Wanted wanted) {
    String id = ScheduleNames.scheduleId(wanted.ref().id());
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType("ScheduledStartWorkflow")
                .setArguments(wanted.ref())
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(TaskQueues.SIM)
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCronExpressions(List.of(wanted.cron()))
                .setTimeZoneName(wanted.timeZone())
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL)
                .setCatchupWindow(wanted.deadline())
                .build())
        .setState(
            ScheduleState.newBuilder().setNote(note(wanted)).setPaused(wanted.paused()).build())
        .build();
  }

  private static Optional<ScheduleDescription> describe(ScheduleHandle handle) {
    try {
      return Optional.of(bounded(handle::describe));
    } catch (Exception e) {
      if (code(e) == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw new JobWorkflows.TemporalUnavailable(e);
    }
  }

  private static void asked(Callable<ScheduleHandle> call) {
    try {
      bounded(call);
    } catch (Exception e) {
      if (code(e) == Status.Code.INVALID_ARGUMENT) {
        throw new InvalidSchedule(e, message(e));
      }
      throw new JobWorkflows.TemporalUnavailable(e);
    }
  }

  private static <T> T bounded(Callable<T> call) throws Exception {
    return Context.current()
        .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS, Deadlines.TIMER)
        .call(call);
  }

  private static Status.Code code(Throwable failure) {
    StatusRuntimeException status = status(failure);
    return status == null ? Status.Code.UNKNOWN : status.getStatus().getCode();
  }

  private static String message(Throwable failure) {
    StatusRuntimeException status = status(failure);
    return status == null ? "" : String.valueOf(status.getStatus().getDescription());
  }

  private static @Nullable StatusRuntimeException status(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof StatusRuntimeException)) {
      cause = cause.getCause();
    }
    return (StatusRuntimeException) cause;
  }
}
