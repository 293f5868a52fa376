package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a job; written by the operator alone, from the job's row in the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationJobStatus(
    @JsonPropertyDescription(
            "phase: Draft, Pending, Provisioning, Running, Reporting, Completed or Failed.")
        @Nullable Phase phase,
    @JsonPropertyDescription("run counts starts: 1, and one more for each resume after a suspend.")
        @Nullable Integer run,
    @JsonPropertyDescription(
            "observedGeneration is the generation of the spec that was last acted on.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("startTime is when the current run was accepted; RFC 3339, UTC.")
        @Nullable String startTime,
    @JsonPropertyDescription("completionTime is when the job ended; RFC 3339, UTC.")
        @Nullable String completionTime,
    @JsonPropertyDescription("workflow that drives the job in Temporal.")
        @Nullable WorkflowStatus workflow,
    @JsonPropertyDescription("progress of the simulation.") @Nullable ProgressStatus progress,
    @JsonPropertyDescription("attempt is the number of the newest pod, counted from 1.")
        @Nullable Integer attempt,
    @JsonPropertyDescription("node that the newest pod ran on.") @Nullable String node,
    @JsonPropertyDescription("attempts are the newest ten pods of the job, oldest first.")
        @Nullable List<AttemptStatus> attempts,
    @JsonPropertyDescription(
            "gpuSeconds is the GPU time of all attempts so far: GPUs times seconds from binding to gone.")
        @Nullable Long gpuSeconds,
    @JsonPropertyDescription("cost is gpuSeconds times the tier's pricePerGpuHour, as a decimal.")
        @Nullable String cost,
    @JsonPropertyDescription("markets with their last price.") @Nullable List<MarketStatus> markets,
    @JsonPropertyDescription("keyInsight is the report's main point, at most 200 characters.")
        @Nullable String keyInsight,
    @JsonPropertyDescription("artifacts that the run left in the object store.")
        @Nullable List<ArtifactStatus> artifacts,
    @JsonPropertyDescription("failure says why the job failed.") @Nullable FailureStatus failure,
    @JsonPropertyDescription(
            "conditions: Accepted, PodReady, Running, ArtifactsUploaded, ReportReady, TornDown,"
                + " Complete, Failed, Reconciling, Stalled.")
        @Nullable List<Condition> conditions) {}
