package dev.shoal.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.SamplePlan;
import dev.shoal.operator.status.StatusChange;
import dev.shoal.operator.status.StatusMapping;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final JobMetrics metrics = new JobMetrics(registry);

  @Test
  void anEndIsCountedOnce() {
    SimulationJobStatus running = status(JobPhase.RUNNING, List.of());
    SimulationJobStatus ended = status(JobPhase.COMPLETED, List.of());
    metrics.count(job(), StatusChange.between(running, ended));
    metrics.count(job(), StatusChange.between(ended, ended));
    assertThat(
            registry
                .counter("shoal.jobs.ended", "tier", "small", "phase", "completed", "reason", "")
                .count())
        .isEqualTo(1);
  }

  @Test
  void anAttemptThatIsGivenUpIsCountedByItsReasonOnce() {
    SimulationJobStatus before = status(JobPhase.RUNNING, List.of(attempt(1, null)));
    SimulationJobStatus after =
        status(JobPhase.RUNNING, List.of(attempt(1, "Stuck"), attempt(2, null)));
    metrics.count(job(), StatusChange.between(before, after));
    metrics.count(job(), StatusChange.between(after, after));
    assertThat(registry.counter("shoal.attempts.given.up", "reason", "Stuck").count()).isEqualTo(1);
  }

  @Test
  void whatAJobWaitsForIsCountedWhenItChanges() {
    SimulationJobStatus waiting = waiting(Reason.TIER_NOT_FOUND);
    metrics.count(job(), StatusChange.between(null, waiting));
    metrics.count(job(), StatusChange.between(waiting, waiting));
    metrics.count(job(), StatusChange.between(waiting, waiting(Reason.SEED_NOT_FOUND)));
    assertThat(registry.counter("shoal.jobs.stalled", "reason", "TierNotFound").count())
        .isEqualTo(1);
    assertThat(registry.counter("shoal.jobs.stalled", "reason", "SeedNotFound").count())
        .isEqualTo(1);
  }

  @Test
  void gpuTimeIsPartedAtThePodsBeingHealthy() {
    SimulationJobStatus before = status(JobPhase.RUNNING, List.of(attempt(1, null)));
    SimulationJobStatus after =
        status(
            JobPhase.REPORTING,
            List.of(
                new Attempt(
                    "id",
                    1,
                    1,
                    "pod",
                    "uid",
                    null,
                    "node",
                    2,
                    NOW,
                    NOW.plusSeconds(5),
                    NOW.plusSeconds(35),
                    NOW.plusSeconds(105),
                    null,
                    false,
                    200)));
    metrics.count(job(), StatusChange.between(before, after));
    assertThat(gpuSeconds("starting")).isEqualTo(60);
    assertThat(gpuSeconds("running")).isEqualTo(140);
    assertThat(registry.timer("shoal.attempt.queue", "tier", "small").totalTime(TimeUnit.SECONDS))
        .isEqualTo(5);
  }

  private double gpuSeconds(String use) {
    return registry.counter("shoal.gpu.seconds", "tier", "small", "use", use).count();
  }

  @Test
  void whatJobsCostAddsUp() {
    SimulationJobStatus before = status(JobPhase.RUNNING, List.of(spent(3600)));
    SimulationJobStatus after = status(JobPhase.RUNNING, List.of(spent(7200)));
    metrics.count(job(), StatusChange.between(null, before));
    metrics.count(job(), StatusChange.between(before, after));
    metrics.count(job(), StatusChange.between(after, after));
    assertThat(registry.counter("shoal.cost", "tier", "small").count())
        .isCloseTo(Double.parseDouble(after.cost()), within(0.001));
  }

  private static Attempt spent(double gpuSeconds) {
    return new Attempt(
        "id", 1, 1, "pod", "uid", null, "node", 1, NOW, NOW, NOW, NOW, null, false, gpuSeconds);
  }

  private static SimulationJobStatus status(JobPhase phase, List<Attempt> attempts) {
    return StatusMapping.of(
        job(), SamplePlan.row(1, phase, NOW, NOW), attempts, Optional.empty(), NOW);
  }

  private static SimulationJobStatus waiting(Reason reason) {
    return StatusMapping.unstarted(job(), Optional.of(new Decision.Waiting(reason, "none")), NOW);
  }

  private static SimulationJob job() {
    SimulationJob job = new SimulationJob();
    job.setMetadata(new ObjectMetaBuilder().withName("job").withNamespace("ns").build());
    job.setSpec(SamplePlan.spec(false));
    return job;
  }

  private static Attempt attempt(int number, @Nullable String reason) {
    return new Attempt(
        "id", number, 1, "pod", "uid", null, "node", 1, NOW, NOW, NOW, null, reason, false, 0);
  }
}
