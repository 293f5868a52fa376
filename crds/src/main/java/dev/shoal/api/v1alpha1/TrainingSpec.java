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

/** The training itself: a container that may hold GPUs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.env) || self.env.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]*$') &&"
            + " !k.startsWith('SHOAL_'))",
    message =
        "env has a name that is no environment variable's, or begins with SHOAL_, which is Shoal's:"
            + " rename it")
public record TrainingSpec(
    @JsonPropertyDescription("image that the step runs, best pinned by digest.")
        @Required
        @Size(min = 1, max = 500)
        String image,
    @JsonPropertyDescription("command in place of the image's entrypoint. Default: the image's.")
        @Size(max = 64)
        @Nullable List<@Size(max = 20000) String> command,
    @JsonPropertyDescription("args in place of the image's. Default: the image's.") @Size(max = 64)
        @Nullable List<@Size(max = 20000) String> args,
    @JsonPropertyDescription("env are environment variables, by name. Default: none.")
        @Size(max = 64)
        @Nullable Map<String, @Size(max = 4096) String> env,
    @JsonPropertyDescription(
            "resources of the container. Default: 100m CPU and 256Mi memory, with no limit but the"
                + " namespace's.")
        @Nullable PodResources resources,
    @JsonPropertyDescription(
            "gpuType is the value of the node label that names the GPU product. Default: any node.")
        @Size(max = 63)
        @Nullable String gpuType,
    @JsonPropertyDescription(
            "gpuCount is the number of GPUs, limits equal to requests; 0 asks for none. Default 1.")
        @Min(0)
        @Max(64)
        @Default("1")
        @Nullable Integer gpuCount,
    @JsonPropertyDescription("nodeSelector is merged into the pod's node selector. Default: none.")
        @Size(max = 16)
        @Nullable Map<String, @Size(max = 63) String> nodeSelector,
    @JsonPropertyDescription("tolerations of the pod. Default: none.") @Size(max = 16)
        @Nullable List<Toleration> tolerations,
    @JsonPropertyDescription(
            "backoffLimit is how often a pod that failed gives way to a fresh one. Default 0.")
        @Min(0)
        @Max(100)
        @Default("0")
        @Nullable Integer backoffLimit,
    @JsonPropertyDescription(
            "activeDeadlineSeconds limits the time of all its pods together. Default 86400, which is"
                + " the most.")
        @Min(1)
        @Max(86400)
        @Default("86400")
        @Nullable Long activeDeadlineSeconds) {}
