package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Why a job failed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailureStatus(
    @JsonPropertyDescription("reason is one word of a fixed list, such as BadHost.") String reason,
    @JsonPropertyDescription("message says what happened and what can be done.") String message,
    @JsonPropertyDescription("phase in which the job failed.") @Nullable Phase phase) {}
