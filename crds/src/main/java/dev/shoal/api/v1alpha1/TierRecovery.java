package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How often a job may start over, by cause. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TierRecovery(
    @JsonPropertyDescription(
            "badHostSwaps is the number of fresh pods after a pod that never became healthy."
                + " Default 1.")
        @Min(0)
        @Max(10)
        @Default("1")
        @Nullable Integer badHostSwaps,
    @JsonPropertyDescription(
            "unreachableReentries is the number of times that a pod which stopped answering is tried"
                + " again. Default 2.")
        @Min(0)
        @Max(10)
        @Default("2")
        @Nullable Integer unreachableReentries,
    @JsonPropertyDescription(
            "unreachablePolls is the number of polls in a row that must fail before a pod counts as"
                + " unreachable. Default 30.")
        @Min(1)
        @Max(1000)
        @Default("30")
        @Nullable Integer unreachablePolls,
    @JsonPropertyDescription(
            "unreachableDelaySeconds is the wait before a pod that stopped answering is tried again."
                + " Default 30.")
        @Min(1)
        @Max(3600)
        @Default("30")
        @Nullable Integer unreachableDelaySeconds,
    @JsonPropertyDescription(
            "disruptions is the number of fresh pods after a pod was deleted, evicted, preempted or"
                + " lost with its node. Default 5.")
        @Min(0)
        @Max(50)
        @Default("5")
        @Nullable Integer disruptions) {}
