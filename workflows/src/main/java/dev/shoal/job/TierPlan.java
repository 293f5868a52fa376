package dev.shoal.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tier as it was when the run started, defaults filled in: later changes of the tier don't
 * reach a job that runs.
 *
 * @param engine {@code llm} or {@code scripted}
 * @param gpuCount 0 for none
 * @param gpuLabel node label that {@code gpuType} is a value of
 * @param minRoundMillis least time of a round
 * @param limits in seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierPlan(
    String name,
    String engine,
    @Nullable String modelId,
    @Nullable String vllmImage,
    List<String> vllmArgs,
    long vllmRunAsUser,
    Serving serving,
    @Nullable String gpuType,
    String gpuLabel,
    int gpuCount,
    String gpuResource,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    @Nullable String runtimeClassName,
    @Nullable String priorityClassName,
    int targetMarkets,
    int minRoundMillis,
    Limits limits,
    Recovery recovery,
    @Nullable BigDecimal pricePerGpuHour) {

  /**
   * How the model is served, beside its command line.
   *
   * @param answerFormat {@code json_schema}, {@code json_object} or {@code tools}
   * @param cacheClaim claim that keeps the weights, in the job's namespace
   * @param hubToken Secret with a token for the model hub, in the job's namespace
   */
  public record Serving(
      String answerFormat, @Nullable String cacheClaim, @Nullable SecretRef hubToken) {}

  /** A key of a Secret. */
  public record SecretRef(String name, String key) {}

  /** Limits of the steps, in seconds. */
  public record Limits(
      int provisionSeconds,
      int healthSeconds,
      int runSeconds,
      int reportSeconds,
      int orphanTimeoutSeconds) {}

  /** How often a job may start over, by cause. */
  public record Recovery(
      int badHostSwaps,
      int unreachableReentries,
      int unreachablePolls,
      int unreachableDelaySeconds,
      int disruptions) {}
}
