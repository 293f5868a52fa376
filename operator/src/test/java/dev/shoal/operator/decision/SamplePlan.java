package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.BudgetSpec;
import dev.shoal.api.v1alpha1.EngineKind;
import dev.shoal.api.v1alpha1.PodRetention;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.api.v1alpha1.SimulationTierSpec;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.PodPlan;
import dev.shoal.job.Reason;
import dev.shoal.job.ReportPlan;
import dev.shoal.job.TierPlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tier, a spec and a plan for tests. */
public final class SamplePlan {
  private SamplePlan() {}

  public static SimulationTier tier() {
    SimulationTier tier = new SimulationTier();
    tier.setMetadata(new ObjectMetaBuilder().withName("small").build());
    tier.setSpec(
        new SimulationTierSpec(
            EngineKind.SCRIPTED,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            100,
            15,
            null,
            null,
            null,
            null,
            "0.86"));
    return tier;
  }

  public static JobPlan plan() {
    TierPlan tier = TierPlans.of(tier(), "nvidia.com/gpu.product");
    return new JobPlan(
        "Will it?",
        10,
        10,
        90,
        0,
        false,
        List.of(),
        List.of(),
        new JobPlan.Beliefs("feed", 0.4, 0.3),
        tier,
        PodPlan.NONE,
        ReportPlan.PLAIN,
        null);
  }

  public static SimulationJobSpec spec(boolean suspend) {
    return spec(null, null, suspend, null, null, null);
  }

  static SimulationJobSpec keeping(PodRetention retention) {
    return spec(null, null, false, null, null, null, retention);
  }

  static SimulationJobSpec spec(
      @Nullable Integer rounds,
      @Nullable Integer agents,
      boolean suspend,
      @Nullable RerunSpec rerun,
      @Nullable BudgetSpec budget,
      @Nullable Long ttl) {
    return spec(rounds, agents, suspend, rerun, budget, ttl, null);
  }

  private static SimulationJobSpec spec(
      @Nullable Integer rounds,
      @Nullable Integer agents,
      boolean suspend,
      @Nullable RerunSpec rerun,
      @Nullable BudgetSpec budget,
      @Nullable Long ttl,
      @Nullable PodRetention retention) {
    return new SimulationJobSpec(
        null,
        null,
        null,
        "Will it?",
        "small",
        false,
        rounds,
        agents,
        null,
        null,
        null,
        null,
        null,
        null,
        retention,
        null,
        suspend,
        rerun,
        null,
        budget,
        ttl);
  }

  /** A row; {@code ended} counts where the phase is an end. */
  public static JobRow row(int run, JobPhase phase, Instant started, Instant ended) {
    return new JobRow(
        "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11",
        "ns",
        "job",
        run,
        phase,
        plan(),
        null,
        List.of(),
        false,
        List.of(),
        null,
        "sim-x",
        "r",
        started,
        null,
        phase.terminal() ? ended : null,
        phase == JobPhase.FAILED
            ? new Failure(Reason.BAD_HOST, "no pod became healthy", JobPhase.PROVISIONING)
            : null,
        JobRow.Rerun.NONE,
        List.of(),
        started);
  }
}
