package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.WorkflowSchedule;
import dev.shoal.api.v1alpha1.WorkflowScheduleStatus;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Offspring;
import dev.shoal.schedule.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps what is known of a schedule to the status that users see. Pure. */
public final class ScheduleStatus {
  private ScheduleStatus() {}

  /**
   * The status.
   *
   * @param lastDue when the newest start was due, if there was one
   * @param next when the next one is due, if there is one
   * @param waiting why it can't start anything now
   */
  public static WorkflowScheduleStatus of(
      WorkflowSchedule schedule,
      Offspring made,
      Optional<Instant> lastDue,
      Optional<Outcome> lastOutcome,
      Optional<Instant> next,
      Optional<Decision.Waiting> waiting,
      Instant now) {
    WorkflowScheduleStatus before = schedule.getStatus();
    boolean suspended = Boolean.TRUE.equals(schedule.getSpec().suspend());
    ConditionList conditions =
        new ConditionList(schedule, before == null ? null : before.conditions(), now);
    conditions.add(
        "Ready",
        waiting.isEmpty() && !suspended,
        waiting.map(why -> why.reason().title()).orElse(suspended ? "Suspended" : "Scheduled"),
        waiting.map(Decision.Waiting::message).orElse(""));
    conditions.underWay(false, waiting);
    List<String> active = made.active();
    return new WorkflowScheduleStatus(
        schedule.getMetadata().getGeneration(),
        text(lastDue),
        lastOutcome.map(Outcome::title).orElse(null),
        made.lastSuccess()
            .map(ConditionList::seconds)
            .orElse(before == null ? null : before.lastSuccessfulTime()),
        text(next),
        active.isEmpty() ? null : active,
        conditions.all());
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(ConditionList::seconds).orElse(null);
  }
}
