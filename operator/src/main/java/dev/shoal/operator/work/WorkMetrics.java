package dev.shoal.operator.work;

import dev.shoal.api.v1alpha1.WorkFailure;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.operator.status.WorkChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Counts what becomes of work. Labels are kinds and enums, so bounded; times are seconds. */
public final class WorkMetrics {
  private final MeterRegistry registry;

  public WorkMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts what is new in a status. */
  void count(String kind, WorkChange change) {
    change
        .stalled()
        .ifPresent(
            condition ->
                registry
                    .counter("shoal.work.stalled", "kind", kind, "reason", condition.getReason())
                    .increment());
    change
        .entered()
        .filter(WorkPhase::terminal)
        .ifPresent(phase -> ended(kind, phase, change.status()));
  }

  private void ended(String kind, WorkPhase phase, WorkStatus status) {
    WorkFailure failure = status.failure();
    registry
        .counter(
            "shoal.work.ended",
            "kind",
            kind,
            "phase",
            phase.name().toLowerCase(Locale.ROOT),
            "reason",
            failure == null ? "" : failure.reason())
        .increment();
    if (status.startTime() != null && status.completionTime() != null) {
      Timer.builder("shoal.work.duration")
          .description("From a run's start to its end")
          .tag("kind", kind)
          .register(registry)
          .record(
              Duration.between(
                  Instant.parse(status.startTime()), Instant.parse(status.completionTime())));
    }
  }
}
