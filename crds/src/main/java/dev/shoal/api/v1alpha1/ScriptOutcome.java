package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a simulation of a compound came to. */
public record ScriptOutcome(
    @JsonPropertyDescription("name of the simulation.") String name,
    @JsonPropertyDescription("probability of YES at its end, as a decimal.") String probability) {}
