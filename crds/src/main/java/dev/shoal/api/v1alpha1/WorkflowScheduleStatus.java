package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a schedule; written by the operator alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowScheduleStatus(
    @JsonPropertyDescription(
            "observedGeneration is the generation of the spec that was last acted on.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("lastScheduleTime is when the newest start was due; RFC 3339, UTC.")
        @Nullable String lastScheduleTime,
    @JsonPropertyDescription(
            "lastOutcome says what became of it: Started, or why not: EarlierOneRuns,"
                + " TooLate, ClockSetBack, Refused.")
        @Nullable String lastOutcome,
    @JsonPropertyDescription(
            "lastSuccessfulTime is when the newest of those that succeeded ended; RFC 3339, UTC.")
        @Nullable String lastSuccessfulTime,
    @JsonPropertyDescription("nextScheduleTime is when the next start is due; RFC 3339, UTC.")
        @Nullable String nextScheduleTime,
    @JsonPropertyDescription("active are names of those that have not ended.")
        @Nullable List<String> active,
    @JsonPropertyDescription("conditions: Ready, Reconciling, Stalled.")
        @Nullable List<Condition> conditions) {}
