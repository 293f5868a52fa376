package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a script; written by the operator alone, from its row in the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScriptRunStatus(
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
    @JsonPropertyDescription("workflow that drives the run in Temporal.")
        @Nullable WorkflowStatus workflow,
    @JsonPropertyDescription("attempt is the number of the run's newest pod, from 1.")
        @Nullable Integer attempt,
    @JsonPropertyDescription("waiting says what the pod waits for, while it has no node.")
        @Nullable String waiting,
    @JsonPropertyDescription(
            "exitCode of the script; 128 and the signal's number for one that a signal has ended.")
        @Nullable Integer exitCode,
    @JsonPropertyDescription(
            "stdout is the end of what it wrote to standard output, 4 KiB at most.")
        @Nullable String stdout,
    @JsonPropertyDescription("stderr is the end of what it wrote to standard error, 4 KiB at most.")
        @Nullable String stderr,
    @JsonPropertyDescription(
            "artifacts are its files: stdout.txt and stderr.txt, or result.json of a compound.")
        @Nullable List<ArtifactStatus> artifacts,
    @JsonPropertyDescription("probability of all simulations together, as a decimal.")
        @Nullable String probability,
    @JsonPropertyDescription("outcomes of the simulations of a compound.")
        @Nullable List<ScriptOutcome> outcomes,
    @JsonPropertyDescription("failure says why it failed.") @Nullable WorkFailure failure,
    @JsonPropertyDescription(
            "conditions: Accepted, Running, TornDown, Complete, Failed, Reconciling, Stalled.")
        @Nullable List<Condition> conditions)
    implements WorkStatus {}
