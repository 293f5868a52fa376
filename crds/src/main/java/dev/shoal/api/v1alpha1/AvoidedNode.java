package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A node that failed jobs of late. */
public record AvoidedNode(
    @JsonPropertyDescription("name of the node.") String name,
    @JsonPropertyDescription("reason why the last pod there was given up.") String reason,
    @JsonPropertyDescription(
            "weight of the preference for other nodes, 1 to 100; it halves by the hour.")
        Integer weight,
    @JsonPropertyDescription("until is the time at which the failure is forgotten.")
        String until) {}
