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
    if (change.spent().signum() > 0) {
      registry.counter("shoal.cost", "tier", tier).increment(change.spent().doubleValue());
    }
    for (AttemptStatus attempt : change.gone()) {
      record(
          "shoal.attempt.queue",
          "From a pod's creation to its being taken by a node",
          tier,
          attempt.createdAt(),
          attempt.boundAt());
      double held = attempt.gpuSeconds() == null ? 0 : attempt.gpuSeconds();
      double idle = held * idle(attempt);
      registry.counter("shoal.gpu.seconds", "tier", tier, "use", "starting").increment(idle);
      registry.counter("shoal.gpu.seconds", "tier", tier, "use", "running").increment(held - idle);
    }
  }

  /** How long a row waited to be mirrored in its job's status. */
  void mirrored(SimulationJob job, Duration lag) {
    timer(
            "shoal.status.lag",
            "From a row's change to the status that tells it",
            job.getSpec().tier())
        .record(lag.isNegative() ? Duration.ZERO : lag);
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

  /** Share of the time in which a pod held its GPUs that passed before it was healthy. */
  private static double idle(AttemptStatus attempt) {
    if (attempt.boundAt() == null || attempt.goneAt() == null || attempt.runningAt() == null) {
      return 1;
    }
    Instant bound = Instant.parse(attempt.boundAt());
    double held = Duration.between(bound, Instant.parse(attempt.goneAt())).toMillis();
    double idle = Duration.between(bound, Instant.parse(attempt.runningAt())).toMillis();
    return held <= 0 ? 1 : Math.clamp(idle / held, 0, 1);
  }

  private void record(
      String name, String what, String tier, @Nullable String from, @Nullable String to) {
    if (from != null && to != null) {
      timer(name, what, tier).record(Duration.between(Instant.parse(from), Instant.parse(to)));
    }
  }

  private Timer timer(String name, String what, String tier) {
    return Timer.builder(name)
        .description(what)
        .tag("tier", tier)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofSeconds(1))
        .maximumExpectedValue(Duration.ofHours(24))
        .register(registry);
  }
}
