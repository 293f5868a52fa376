package dev.shoal.activity;

import dev.shoal.kube.Schedules;
import dev.shoal.persistence.ScheduleStore;
import dev.shoal.schedule.ClockSetBack;
import dev.shoal.schedule.Outcome;
import dev.shoal.schedule.ScheduleNames;
import dev.shoal.schedule.ScheduleRef;
import dev.shoal.schedule.StartDecision;
import dev.shoal.workflow.ScheduleActivities;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Starts of schedules, with the API server and the database. */
public final class ScheduleActivitiesImpl implements ScheduleActivities {
  private final Schedules schedules;
  private final ScheduleStore store;
  private final Clock clock;

  public ScheduleActivitiesImpl(Schedules schedules, ScheduleStore store, Clock clock) {
    this.schedules = schedules;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void start(ScheduleRef ref, long dueSeconds) {
    Instant due = Instant.ofEpochSecond(dueSeconds);
    Optional<Schedules.Found> found = schedules.find(ref);
    if (found.isEmpty() || store.outcome(ref.id(), due).isPresent()) {
      return;
    }
    Schedules.Found schedule = found.get();
    String child = ScheduleNames.child(ref.name(), due);
    boolean repeated =
        ClockSetBack.before(schedule.cron(), schedule.zone(), due)
            .flatMap(before -> store.outcome(ref.id(), before))
            .isPresent();
    StartDecision decision =
        StartDecision.of(
            schedule.rules(),
            new StartDecision.Due(child, due, repeated),
            schedules.active(schedule),
            clock.instant());
    decision.delete().forEach(name -> schedules.delete(schedule, name));
    Optional<String> refusal =
        decision.outcome() == Outcome.STARTED
            ? schedules.create(schedule, child)
            : Optional.empty();
    store.keep(
        ref,
        new ScheduleStore.Start(
            due,
            child,
            refusal.isPresent() ? Outcome.REFUSED : decision.outcome(),
            refusal.orElse("")));
  }
}
