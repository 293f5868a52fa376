package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.AnswerFormat;
import dev.shoal.api.v1alpha1.ModelCache;
import dev.shoal.api.v1alpha1.SecretKey;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.api.v1alpha1.SimulationTierSpec;
import dev.shoal.api.v1alpha1.TierRecovery;
import dev.shoal.api.v1alpha1.TierTimeouts;
import dev.shoal.job.TierPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tier with all defaults filled in. They are the CRD's, for tiers that were stored before them.
 */
final class TierPlans {
  private static final long NOBODY = 65532;

  private static final TierRecovery NO_RECOVERY =
      new TierRecovery(null, null, null, null, null, null, null, null, null, null, null, null);

  private TierPlans() {}

  static TierPlan of(SimulationTier tier, String gpuLabel) {
    SimulationTierSpec spec = tier.getSpec();
    return new TierPlan(
        tier.getMetadata().getName(),
        spec.engine().wireName(),
        spec.modelId(),
        spec.vllmImage(),
        spec.vllmArgs() == null ? List.of() : spec.vllmArgs(),
        spec.vllmRunAsUser() == null ? NOBODY : spec.vllmRunAsUser(),
        serving(spec),
        spec.gpuType(),
        gpuLabel,
        or(spec.gpuCount(), 1),
        spec.gpuResource() == null ? "nvidia.com/gpu" : spec.gpuResource(),
        spec.nodeSelector() == null ? Map.of() : spec.nodeSelector(),
        spec.tolerations() == null ? List.of() : spec.tolerations(),
        spec.runtimeClassName(),
        spec.priorityClassName(),
        or(spec.targetMarkets(), 3),
        or(spec.minRoundMillis(), 0),
        limits(spec.timeouts()),
        recovery(spec.recovery(), spec.timeouts()),
        spec.pricePerGpuHour() == null ? null : new BigDecimal(spec.pricePerGpuHour()));
  }

  private static TierPlan.Serving serving(SimulationTierSpec spec) {
    AnswerFormat format = spec.answerFormat();
    ModelCache cache = spec.modelCache();
    SecretKey token = spec.hubTokenSecretRef();
    return new TierPlan.Serving(
        (format == null ? AnswerFormat.JSON_SCHEMA : format).wireName(),
        cache == null ? null : cache.persistentVolumeClaim(),
        cache == null ? null : cache.objectStorePrefix(),
        token == null ? null : new TierPlan.SecretRef(token.name(), token.key()));
  }

  private static TierPlan.Limits limits(@Nullable TierTimeouts given) {
    TierTimeouts t = given == null ? new TierTimeouts(null, null, null, null, null, null) : given;
    return new TierPlan.Limits(
        or(t.provisionSeconds(), 780),
        or(t.healthSeconds(), 900),
        or(t.runSeconds(), 2700),
        or(t.reportSeconds(), 300),
        or(t.orphanTimeoutSeconds(), 1800));
  }

  private static TierPlan.Recovery recovery(
      @Nullable TierRecovery given, @Nullable TierTimeouts timeouts) {
    TierRecovery r = given == null ? NO_RECOVERY : given;
    Double slow = r.slowRoundsPerMinute();
    return new TierPlan.Recovery(
        or(r.badHostSwaps(), 1),
        or(r.unreachableReentries(), 2),
        or(r.unreachablePolls(), 30),
        or(r.unreachableDelaySeconds(), 30),
        or(r.disruptions(), 5),
        or(r.ailingSwaps(), 1),
        new TierPlan.Pulse(
            or(timeouts == null ? null : timeouts.stuckSeconds(), 300),
            or(r.slowSeconds(), 1200),
            or(r.slowAdvances(), 4),
            slow == null ? 0.3 : slow,
            or(r.llmErrorSeconds(), 60),
            or(r.llmErrorCalls(), 10),
            or(r.llmErrorPercent(), 70)));
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
