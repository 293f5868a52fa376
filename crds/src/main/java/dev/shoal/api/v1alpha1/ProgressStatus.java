package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How far the simulation is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressStatus(
    @JsonPropertyDescription("round that was completed last.") int round,
    @JsonPropertyDescription("rounds to run in all.") int rounds,
    @JsonPropertyDescription("percent of the rounds done.") int percent,
    @JsonPropertyDescription("display is round/rounds, for columns.") String display,
    @JsonPropertyDescription("estimatedRemainingSeconds of the simulation, if it can be told.")
        @Nullable Long estimatedRemainingSeconds,
    @JsonPropertyDescription("updatedAt is when this was measured; RFC 3339, UTC.")
        @Nullable String updatedAt) {}
