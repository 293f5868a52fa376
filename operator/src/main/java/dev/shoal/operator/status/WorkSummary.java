package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.WorkFailure;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.api.v1alpha1.WorkflowStatus;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a status that is the same for every kind whose row is work. Pure.
 *
 * @param startTime RFC 3339, UTC, as is completionTime
 */
public record WorkSummary(
    WorkPhase phase,
    @Nullable Integer run,
    Long observedGeneration,
    @Nullable String startTime,
    @Nullable String completionTime,
    @Nullable WorkflowStatus workflow,
    @Nullable WorkFailure failure,
    List<Condition> conditions) {

  /** Of a resource without a row: suspended, or one that waits to be accepted. */
  public static WorkSummary unstarted(
      HasMetadata resource,
      @Nullable WorkStatus before,
      boolean suspended,
      Optional<Decision.Waiting> waiting,
      Instant now) {
    ConditionList conditions = conditions(resource, before, now);
    if (suspended) {
      notAccepted(conditions);
    } else {
      waiting.ifPresent(
          why -> conditions.add("Accepted", false, why.reason().title(), why.message()));
    }
    conditions.underWay(!suspended, waiting);
    return new WorkSummary(
        suspended ? WorkPhase.SUSPENDED : WorkPhase.PENDING,
        before == null ? null : before.run(),
        resource.getMetadata().getGeneration(),
        null,
        null,
        null,
        null,
        conditions.all());
  }

  /** Of a resource with a row. */
  public static WorkSummary of(
      WorkSeen<?, ?> seen, Work<?, ?> row, Optional<Decision.Waiting> waiting) {
    WorkState state = row.state();
    boolean suspended = state == WorkState.SUSPENDED;
    boolean tornDown = !state.open() && !seen.podsLeft();
    boolean succeeded = state == WorkState.SUCCEEDED;
    Work.Failure failure = row.failure();
    String reason = failure == null ? "NotFailed" : failure.reason().title();
    String message = failure == null ? "" : failure.message();
    ConditionList conditions = conditions(seen.resource(), seen.told(), seen.now());
    if (suspended) {
      notAccepted(conditions);
    } else {
      conditions.add("Accepted", true, "Accepted", "");
    }
    WorkPhase phase = WorkPhase.valueOf(state.name());
    conditions.add("Running", state == WorkState.RUNNING, title(phase), "");
    conditions.add("TornDown", tornDown, tornDown ? "PodsGone" : "PodsMayExist", "");
    conditions.add("Complete", succeeded, succeeded ? "Succeeded" : "NotYet", "");
    conditions.add("Failed", failure != null, reason, message);
    if (failure == null) {
      conditions.underWay(state.open(), waiting);
    } else {
      conditions.failed(reason, message);
    }
    return new WorkSummary(
        phase,
        row.run(),
        seen.resource().getMetadata().getGeneration(),
        text(row.startedAt()),
        text(row.completedAt()),
        row.workflowId() == null ? null : new WorkflowStatus(row.workflowId(), row.workflowRunId()),
        failure == null ? null : new WorkFailure(reason, message),
        conditions.all());
  }

  /** A phase as users read it. */
  public static String title(WorkPhase phase) {
    return phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static void notAccepted(ConditionList conditions) {
    conditions.add(
        "Accepted", false, "Suspended", "spec.suspend is true: set it to false to start");
  }

  private static ConditionList conditions(
      HasMetadata resource, @Nullable WorkStatus before, Instant now) {
    return new ConditionList(resource, before == null ? null : before.conditions(), now);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : ConditionList.seconds(time);
  }
}
