package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a sync; written by the operator alone, from its row in the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSyncStatus(
    @JsonPropertyDescription("phase: Suspended, Pending, Running, Succeeded or Failed.")
        @Nullable WorkPhase phase,
    @JsonPropertyDescription("run counts starts: 1, and one more for each resume after a suspend.")
        @Nullable Integer run,
    @JsonPropertyDescription(
            "observedGeneration is the generation of the spec that was last acted on.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("startTime is when the current run was accepted; RFC 3339, UTC.")
        @Nullable String startTime,
    @JsonPropertyDescription("completionTime is when the run ended; RFC 3339, UTC.")
        @Nullable String completionTime,
    @JsonPropertyDescription("workflow that drives the sync in Temporal.")
        @Nullable WorkflowStatus workflow,
    @JsonPropertyDescription("summary is how many sources were read, in a line.")
        @Nullable String summary,
    @JsonPropertyDescription("records that were read, of all sources.") @Nullable Long records,
    @JsonPropertyDescription("sources and what came of each.") @Nullable List<SourceStatus> sources,
    @JsonPropertyDescription("failure says why it failed.") @Nullable WorkFailure failure,
    @JsonPropertyDescription(
            "conditions: Accepted, Running, TornDown, Complete, Failed, Reconciling, Stalled.")
        @Nullable List<Condition> conditions)
    implements WorkStatus {}
