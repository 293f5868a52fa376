package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and limits of a container; GPUs are the tier's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.requests) ? self.requests : {}, has(self.limits) ? self.limits : {}].all(m,"
            + " m.all(k, k in ['cpu', 'memory', 'ephemeral-storage']))",
    message =
        "resources knows cpu, memory and ephemeral-storage: GPUs are asked for by the tier or by gpuCount")
@ValidationRule(
    value =
        "[has(self.requests) ? self.requests : {}, has(self.limits) ? self.limits : {}].all(m,"
            + " m.all(k, isQuantity(m[k]) && quantity(m[k]).isGreaterThan(quantity('0'))))",
    message = "resources has a malformed quantity: write such as 500m or 2Gi")
public record PodResources(
    @JsonPropertyDescription("requests by resource: cpu, memory, ephemeral-storage.") @Size(max = 3)
        @Nullable Map<String, @Size(max = 32) String> requests,
    @JsonPropertyDescription("limits by resource: cpu, memory, ephemeral-storage.") @Size(max = 3)
        @Nullable Map<String, @Size(max = 32) String> limits) {}
