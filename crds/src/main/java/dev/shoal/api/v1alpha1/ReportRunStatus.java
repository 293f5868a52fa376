package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a report; written by the operator alone, from its row in the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportRunStatus(
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
    @JsonPropertyDescription("workflow that makes the report in Temporal.")
        @Nullable WorkflowStatus workflow,
    @JsonPropertyDescription("summary is what the report comes to, in a line.")
        @Nullable String summary,
    @JsonPropertyDescription("artifacts are its files: report.md and report.html.")
        @Nullable List<ArtifactStatus> artifacts,
    @JsonPropertyDescription("sentTo is the kind of channel that has taken it.")
        @Nullable String sentTo,
    @JsonPropertyDescription("failure says why it failed.") @Nullable WorkFailure failure,
    @JsonPropertyDescription(
            "conditions: Accepted, Running, TornDown, Complete, Failed, Reconciling, Stalled.")
        @Nullable List<Condition> conditions)
    implements WorkStatus {}
