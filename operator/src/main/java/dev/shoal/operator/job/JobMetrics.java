package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.operator.status.StatusChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of jobs and of their attempts. Labels are tiers and enums, so bounded; times
 * are seconds.
 */
public final class JobMetrics {
  private final MeterRegistry registry;

  public JobMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Counts what is new in a job's status. */
  void count(SimulationJob job, StatusChange change) {
    String tier = job.getSpec().tier();
    change.entered().filter(Phase::terminal).ifPresent(phase -> ended(tier, phase, change));
    change
        .stalled()
        .ifPresent(
            condition ->
                registry
                    .counter("shoal.jobs.stalled", "reason", condition.getReason())
                    .increment());
    for (AttemptStatus attempt : change.givenUp()) {
      registry
          .counter("shoal.attempts.given.up", "reason", String.valueOf(attempt.reason()))
          .increment();
    }
    for (AttemptStatus attempt : change.healthy()) {
      record(
          "shoal.attempt.startup",
          "From a pod's creation to its being healthy",
          tier,
          attempt.createdAt(),
          attempt.runningAt());
    }
    for (AttemptStatus attempt : change.gone()) {
      Long seconds = attempt.gpuSeconds();
      registry
          .counter("shoal.gpu.seconds", "tier", tier)
          .increment(seconds == null ? 0 : seconds.doubleValue());
    }
  }

  private void ended(String tier, Phase phase, StatusChange change) {
    registry
        .counter(
            "shoal.jobs.ended",
            "tier",
            tier,
            "phase",
            phase.name().toLowerCase(Locale.ROOT),
            "reason",
            change.status().failure() == null
                ? ""
                : String.valueOf(change.status().failure().reason()))
        .increment();
    record(
        "shoal.job.duration",
        "From a run's start to its end",
        tier,
        change.status().startTime(),
        change.status().completionTime());
  }

  private void record(
      String name, String what, String tier, @Nullable String from, @Nullable String to) {
    if (from != null && to != null) {
      Timer.builder(name)
          .description(what)
          .tag("tier", tier)
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofSeconds(1))
          .maximumExpectedValue(Duration.ofHours(24))
          .register(registry)
          .record(Duration.between(Instant.parse(from), Instant.parse(to)));
    }
  }
}
