package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Why work failed. */
public record WorkFailure(
    @JsonPropertyDescription("reason is one word of a fixed list, such as OutOfMemory.")
        String reason,
    @JsonPropertyDescription("message says what happened and what can be done.") String message) {}
