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
 * @param engine {@code llm}, {@code scripted} or {@code replay}
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
   * @param weightsPrefix where the installation's bucket holds the weights
   * @param hubToken Secret with a token for the model hub, in the job's namespace
   */
  public record Serving(
      String answerFormat,
      @Nullable String cacheClaim,
      @Nullable String weightsPrefix,
      @Nullable SecretRef hubToken) {}

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
      int disruptions,
      int ailingSwaps,
      Pulse pulse) {}

  /**
   * When a pod that answers counts as ailing. 0 seconds switch a rule off.
   *
   * @param stuckSeconds without a new round
   * @param slowSeconds over which the speed is measured
   * @param slowAdvances least number of new rounds to measure it by
   * @param slowRoundsPerMinute speed below which a pod is slow
   * @param llmErrorSeconds over which the model's failures are counted
   * @param llmErrorCalls least number of calls to judge by
   * @param llmErrorPercent share of failures above which the model counts as broken
   */
  public record Pulse(
      int stuckSeconds,
      int slowSeconds,
      int slowAdvances,
      double slowRoundsPerMinute,
      int llmErrorSeconds,
      int llmErrorCalls,
      int llmErrorPercent) {}

  /** The same tier for a run that repeats recorded answers: it needs no model and no GPU. */
  public TierPlan replaying() {
    return new TierPlan(
        name,
        "replay",
        null,
        null,
        List.of(),
        vllmRunAsUser,
        serving,
        null,
        gpuLabel,
        0,
        gpuResource,
        nodeSelector,
        tolerations,
        runtimeClassName,
        priorityClassName,
        targetMarkets,
        0,
        limits,
        recovery,
        pricePerGpuHour);
  }
}
