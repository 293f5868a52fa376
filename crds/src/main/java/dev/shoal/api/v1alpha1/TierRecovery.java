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
        @Nullable Integer disruptions,
    @JsonPropertyDescription(
            "ailingSwaps is the number of fresh pods, in all, after a pod that was Stuck, a SlowPod or"
                + " LlmCircuitBroken; the run goes on from its checkpoint. Default 1.")
        @Min(0)
        @Max(10)
        @Default("1")
        @Nullable Integer ailingSwaps,
    @JsonPropertyDescription(
            "slowRoundsPerMinute is the speed below which a pod is a SlowPod, measured over"
                + " slowSeconds with at least slowAdvances new rounds. Default 0.3.")
        @Min(0)
        @Max(1000)
        @Default("0.3")
        @Nullable Double slowRoundsPerMinute,
    @JsonPropertyDescription(
            "slowSeconds is the time over which a pod's speed is measured. Default 1200.")
        @Min(1)
        @Max(86400)
        @Default("1200")
        @Nullable Integer slowSeconds,
    @JsonPropertyDescription(
            "slowAdvances is the least number of new rounds that make a speed; a pod with fewer is"
                + " Stuck sooner or later. Default 4.")
        @Min(1)
        @Max(1000)
        @Default("4")
        @Nullable Integer slowAdvances,
    @JsonPropertyDescription(
            "llmErrorPercent is the share of failed calls to the model, within llmErrorSeconds and"
                + " over at least llmErrorCalls, above which the pod is given up as LlmCircuitBroken."
                + " Default 70.")
        @Min(1)
        @Max(100)
        @Default("70")
        @Nullable Integer llmErrorPercent,
    @JsonPropertyDescription("llmErrorCalls is the least number of calls to judge by. Default 10.")
        @Min(1)
        @Max(100000)
        @Default("10")
        @Nullable Integer llmErrorCalls,
    @JsonPropertyDescription(
            "llmErrorSeconds is the time over which calls to the model are counted. Default 60.")
        @Min(1)
        @Max(3600)
        @Default("60")
        @Nullable Integer llmErrorSeconds) {}
