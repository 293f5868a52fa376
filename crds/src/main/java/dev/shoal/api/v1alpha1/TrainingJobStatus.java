package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Observed state of a training; written by the operator alone, from its row in the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingJobStatus(
    @JsonPropertyDescription("phase: Suspended, Pending, Running, Succeeded or Failed.")
        @Nullable WorkPhase phase,
    @JsonPropertyDescription("run counts starts: 1, and one more for each resume after a suspend.")
        @Nullable Integer run,
    @JsonPropertyDescription(
            "observedGeneration is the generation of the spec that was last acted on.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("startTime is when the current run was accepted; RFC 3339, UTC.")
        @Nullable String startTime,
    @JsonPropertyDescription("completionTime is when the training ended; RFC 3339, UTC.")
        @Nullable String completionTime,
    @JsonPropertyDescription("workflow that drives the training in Temporal.")
        @Nullable WorkflowStatus workflow,
    @JsonPropertyDescription(
            "step that it is at, or ended at: dataset, preprocessing, training or inference.")
        @Nullable String step,
    @JsonPropertyDescription("waiting says what the step's pod waits for, while it has no node.")
        @Nullable String waiting,
    @JsonPropertyDescription("records of the data set.") @Nullable Long records,
    @JsonPropertyDescription("progress that the step's log tells.")
        @Nullable TrainingProgress progress,
    @JsonPropertyDescription(
            "gpuSeconds is the GPU time of the training's pods: GPUs times seconds from binding to end.")
        @Nullable Long gpuSeconds,
    @JsonPropertyDescription("durationSeconds from start to end.") @Nullable Long durationSeconds,
    @JsonPropertyDescription("metrics are the numbers of metrics.json, as decimals.")
        @Nullable Map<String, String> metrics,
    @JsonPropertyDescription("failure says why the training failed.") @Nullable WorkFailure failure,
    @JsonPropertyDescription(
            "conditions: Accepted, Running, TornDown, Complete, Failed, Reconciling, Stalled.")
        @Nullable List<Condition> conditions)
    implements WorkStatus {}
