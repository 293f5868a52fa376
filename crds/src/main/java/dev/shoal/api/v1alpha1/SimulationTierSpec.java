package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Desired state of a tier. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.engine != 'llm' || (has(self.modelId) && has(self.vllmImage))",
    message = "engine llm needs modelId and vllmImage: set both, or use engine: scripted")
@ValidationRule(
    value =
        "!has(self.pricePerGpuHour) || self.pricePerGpuHour.matches('^[0-9]{1,6}([.][0-9]{1,6})?$')",
    message = "pricePerGpuHour must be a decimal number in quotes, such as \"0.86\"")
public record SimulationTierSpec(
    @JsonPropertyDescription(
            "engine says what decides the agents' actions: llm (a model served in the pod) or scripted"
                + " (rules, no model). Changes apply to jobs that start later.")
        @Required
        EngineKind engine,
    @JsonPropertyDescription(
            "modelId is the model that the vLLM sidecar serves, such as Qwen/Qwen3-14B. Needed by"
                + " engine llm.")
        @Size(max = 200)
        @Nullable String modelId,
    @JsonPropertyDescription(
            "vllmImage is the unmodified vLLM image of the sidecar, best pinned by digest. Needed by"
                + " engine llm.")
        @Size(max = 500)
        @Nullable String vllmImage,
    @JsonPropertyDescription(
            "vllmArgs are further arguments of `vllm serve`, passed as argv and never through a"
                + " shell. Default: none.")
        @Size(max = 64)
        @Nullable List<@Size(max = 1000) String> vllmArgs,
    @JsonPropertyDescription(
            "vllmRunAsUser is the numeric user of the vLLM container. Default 65532.")
        @Min(1)
        @Max(2147483647)
        @Nullable Long vllmRunAsUser,
    @JsonPropertyDescription(
            "answerFormat is how the model server is asked for answers of a given shape: JsonSchema,"
                + " JsonObject or Tools. Default JsonSchema.")
        @Default("JsonSchema")
        @Nullable AnswerFormat answerFormat,
    @JsonPropertyDescription(
            "modelCache keeps the weights between pods. Default: each pod fetches them.")
        @Nullable ModelCache modelCache,
    @JsonPropertyDescription(
            "hubTokenSecretRef is a token for the model hub, handed to the model server alone as"
                + " HF_TOKEN. Default: none.")
        @Nullable SecretKey hubTokenSecretRef,
    @JsonPropertyDescription(
            "gpuType is the value of the node label that names the GPU product; pods run only on"
                + " nodes that carry it. Default: any node.")
        @Size(max = 63)
        @Nullable String gpuType,
    @JsonPropertyDescription(
            "gpuCount is the number of GPUs of a pod; limits equal requests. 0 asks for none and"
                + " sets no selector. Default 1.")
        @Min(0)
        @Max(64)
        @Default("1")
        @Nullable Integer gpuCount,
    @JsonPropertyDescription(
            "gpuResource is the extended resource that counts GPUs. Default nvidia.com/gpu.")
        @Size(max = 253)
        @Default("nvidia.com/gpu")
        @Nullable String gpuResource,
    @JsonPropertyDescription("nodeSelector is merged into the pod's node selector. Default: none.")
        @Size(max = 16)
        @Nullable Map<String, String> nodeSelector,
    @JsonPropertyDescription("tolerations are added to the pod. Default: none.") @Size(max = 16)
        @Nullable List<Toleration> tolerations,
    @JsonPropertyDescription("runtimeClassName of the pod. Default: the cluster's.")
        @Size(max = 253)
        @Nullable String runtimeClassName,
    @JsonPropertyDescription("priorityClassName of the pod. Default: the cluster's.")
        @Size(max = 253)
        @Nullable String priorityClassName,
    @JsonPropertyDescription(
            "maxRounds is the most rounds that a job may ask for, and what it gets if it asks for"
                + " none.")
        @Required
        @Min(1)
        @Max(100000)
        Integer maxRounds,
    @JsonPropertyDescription(
            "targetAgents is the most agents that a job may ask for, and what it gets if it asks for"
                + " none.")
        @Required
        @Min(2)
        @Max(1000000)
        Integer targetAgents,
    @JsonPropertyDescription(
            "targetMarkets is the number of prediction markets derived for a job that names none."
                + " Default 3.")
        @Min(1)
        @Max(20)
        @Default("3")
        @Nullable Integer targetMarkets,
    @JsonPropertyDescription(
            "minRoundMillis is the least time that a round takes, in milliseconds, so that a scripted"
                + " run can be followed live. Default 0: as fast as it goes.")
        @Min(0)
        @Max(60000)
        @Default("0")
        @Nullable Integer minRoundMillis,
    @JsonPropertyDescription("timeouts of the steps of a job, in seconds.")
        @Nullable TierTimeouts timeouts,
    @JsonPropertyDescription("recovery says how often a job may start over, by cause.")
        @Nullable TierRecovery recovery,
    @JsonPropertyDescription(
            "pricePerGpuHour is a decimal number in quotes; the cost of a job is its GPU-seconds"
                + " times this. Default: no cost is shown.")
        @Size(max = 13)
        @Nullable String pricePerGpuHour) {}
