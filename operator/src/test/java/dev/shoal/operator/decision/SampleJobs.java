package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.config.Settings;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.config.SampleSettings;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs at noon, and what is seen of them. */
final class SampleJobs {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final SimulationTier TIER = SamplePlan.tier();

  private SampleJobs() {}

  static Attempt attempt(int number, int boundAgo, @Nullable Instant gone) {
    Instant bound = NOW.minusSeconds(boundAgo);
    double seconds = gone == null ? 0 : 2 * Duration.between(bound, gone).toSeconds();
    return new Attempt(
        "id", number, 1, "pod", "uid", null, "node", 2, bound, bound, bound, gone, null, false,
        seconds);
  }

  static Observation seen(int rounds, int agents, Seed seed) {
    SimulationJob job = job(false, true, null, null);
    job.setSpec(SamplePlan.spec(rounds, agents, false, null, null, null));
    return new Observation(
        job, Optional.empty(), List.of(), Optional.of(TIER), List.of("small"), seed, false, NOW);
  }

  static boolean has(Decision decision, Class<? extends Step> kind) {
    return decision.steps().stream().anyMatch(kind::isInstance);
  }

  static OperatorConfig config(boolean readOnly) {
    return OperatorConfig.from(
        new Settings(SampleSettings.with("DEMO_MODE", Boolean.toString(readOnly))));
  }

  static SimulationJob job(
      boolean suspend, boolean guarded, @Nullable Long deletedAgo, @Nullable Long ttl) {
    SimulationJob job = new SimulationJob();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName("job")
            .withNamespace("ns")
            .withUid("5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11")
            .withGeneration(1L)
            .withFinalizers(guarded ? List.of(Guarding.FINALIZER) : List.of())
            .withDeletionTimestamp(
                deletedAgo == null ? null : NOW.minusSeconds(deletedAgo).toString())
            .build());
    job.setSpec(SamplePlan.spec(null, null, suspend, null, null, ttl));
    return job;
  }

  static JobRow row(JobPhase phase) {
    return row(phase, NOW.minusSeconds(3600));
  }

  static JobRow row(JobPhase phase, Instant ended) {
    return SamplePlan.row(1, phase, NOW.minusSeconds(7300), ended);
  }
}
