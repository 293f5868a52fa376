package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** One pod of a job. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptStatus(
    @JsonPropertyDescription("number of the attempt, counted from 1 over all runs.") int number,
    @JsonPropertyDescription("pod is the pod's name.") String pod,
    @JsonPropertyDescription("uid of the pod.") @Nullable String uid,
    @JsonPropertyDescription("node that the pod ran on.") @Nullable String node,
    @JsonPropertyDescription("reason for which the attempt was given up, if it was.")
        @Nullable String reason,
    @JsonPropertyDescription("createdAt; RFC 3339, UTC.") @Nullable String createdAt,
    @JsonPropertyDescription(
            "boundAt is when a node took the pod, and its GPUs began to cost; RFC 3339, UTC.")
        @Nullable String boundAt,
    @JsonPropertyDescription("runningAt is when the pod became healthy; RFC 3339, UTC.")
        @Nullable String runningAt,
    @JsonPropertyDescription("goneAt is when the pod was gone; RFC 3339, UTC.")
        @Nullable String goneAt,
    @JsonPropertyDescription("gpuSeconds: GPUs times seconds from binding to gone.")
        @Nullable Long gpuSeconds) {}
