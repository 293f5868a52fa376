package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Limits of a job's steps, in seconds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierTimeouts(
    @JsonPropertyDescription(
            "provisionSeconds limits the time from creating the pod to its being scheduled; then the"
                + " job fails as Unschedulable. Default 780.")
        @Min(1)
        @Max(86400)
        @Default("780")
        @Nullable Integer provisionSeconds,
    @JsonPropertyDescription(
            "healthSeconds limits the time from scheduling to a healthy worker and model; then the"
                + " host counts as bad and a fresh pod is tried. Default 900.")
        @Min(1)
        @Max(86400)
        @Default("900")
        @Nullable Integer healthSeconds,
    @JsonPropertyDescription(
            "runSeconds limits the simulation itself, per attempt; then the job fails as"
                + " RunTimeExceeded. Default 2700.")
        @Min(1)
        @Max(604800)
        @Default("2700")
        @Nullable Integer runSeconds,
    @JsonPropertyDescription(
            "stuckSeconds is the time without a new round after which a pod is given up as Stuck and"
                + " the run goes on in a fresh one. Default 300.")
        @Min(1)
        @Max(86400)
        @Default("300")
        @Nullable Integer stuckSeconds,
    @JsonPropertyDescription("reportSeconds limits one try at writing the report. Default 300.")
        @Min(1)
        @Max(3600)
        @Default("300")
        @Nullable Integer reportSeconds,
    @JsonPropertyDescription(
            "orphanTimeoutSeconds is the time without contact after which the pod's worker gives the"
                + " GPU back by itself. Default 1800.")
        @Min(1)
        @Max(86400)
        @Default("1800")
        @Nullable Integer orphanTimeoutSeconds) {}
