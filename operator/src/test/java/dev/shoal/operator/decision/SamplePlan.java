package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.EngineKind;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.api.v1alpha1.SimulationTierSpec;
import dev.shoal.job.JobPlan;
import dev.shoal.job.PodPlan;
import dev.shoal.job.TierPlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

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
            null));
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
        null);
  }

  public static SimulationJobSpec spec(boolean suspend) {
    return new SimulationJobSpec(
        null,
        null,
        null,
        "Will it?",
        "small",
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        suspend,
        null,
        null,
        null,
        null);
  }
}
