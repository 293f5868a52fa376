package dev.shoal.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Plans for tests. */
public final class SamplePlans {
  /** The rules of a tier that sets none of them. */
  public static final TierPlan.Pulse PULSE = new TierPlan.Pulse(300, 1200, 4, 0.3, 60, 10, 70);

  private SamplePlans() {}

  public static JobPlan plan() {
    return new JobPlan(
        "Will it?",
        10,
        20,
        90,
        7,
        false,
        List.of(),
        List.of(),
        new JobPlan.Beliefs("feed", 0.4, 0.3),
        tier("scripted"),
        PodPlan.NONE,
        ReportPlan.PLAIN,
        null);
  }

  /**
   * A tier.
   *
   * @param engine scripted, llm, or llm-weights for one whose weights lie in the bucket
   */
  public static TierPlan tier(String engine) {
    boolean model = engine.startsWith("llm");
    String weights = engine.equals("llm-weights") ? "models/qwen3-14b/" : null;
    return new TierPlan(
        "sample",
        model ? "llm" : engine,
        model ? "Qwen/Qwen3-14B" : null,
        model ? "vllm/vllm-openai:v0.11.0" : null,
        model ? List.of("--max-model-len", "16384") : List.of(),
        65532,
        new TierPlan.Serving("json_schema", null, weights, null),
        "NVIDIA-L40S",
        "nvidia.com/gpu.product",
        1,
        "nvidia.com/gpu",
        Map.of("pool", "gpus"),
        List.of(),
        null,
        null,
        3,
        0,
        new TierPlan.Limits(780, 900, 2700, 300, 1800),
        new TierPlan.Recovery(1, 2, 30, 30, 5, 1, PULSE),
        new BigDecimal("0.86"));
  }
}
