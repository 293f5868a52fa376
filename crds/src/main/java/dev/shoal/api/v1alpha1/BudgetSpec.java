package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** What a job may cost. */
public record BudgetSpec(
    @JsonPropertyDescription(
            "maxGpuSeconds is the GPU time that all pods of the job together may hold, from being"
                + " bound to a node to being gone; then the job fails as BudgetExceeded. It may grow"
                + " at any time.")
        @Required
        @Min(1)
        @Max(1000000000)
        Long maxGpuSeconds) {}
