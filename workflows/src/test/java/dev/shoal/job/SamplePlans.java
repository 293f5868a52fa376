package dev.shoal.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Plans for tests. */
public final class SamplePlans {
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
        tier("scripted"));
  }

  public static TierPlan tier(String engine) {
    boolean model = engine.equals("llm");
    return new TierPlan(
        "sample",
        engine,
        model ? "Qwen/Qwen3-14B" : null,
        model ? "vllm/vllm-openai:v0.11.0" : null,
        model ? List.of("--max-model-len", "16384") : List.of(),
        65532,
        new TierPlan.Serving("json_schema", null, null),
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
        new TierPlan.Recovery(1, 2, 30, 30, 5),
        new BigDecimal("0.86"));
  }
}
