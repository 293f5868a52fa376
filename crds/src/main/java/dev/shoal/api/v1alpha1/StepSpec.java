package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a training that needs no GPU. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.env) || self.env.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]*$') &&"
            + " !k.startsWith('SHOAL_'))",
    message =
        "env has a name that is no environment variable's, or begins with SHOAL_, which is Shoal's:"
            + " rename it")
public record StepSpec(
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
        @Nullable PodResources resources) {}
