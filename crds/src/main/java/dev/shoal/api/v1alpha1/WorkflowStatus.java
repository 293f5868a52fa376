package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The Temporal workflow of a run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowStatus(
    @JsonPropertyDescription("id of the workflow, as `temporal workflow describe` takes it.")
        String id,
    @JsonPropertyDescription("runId of the workflow's newest execution.") @Nullable String runId) {}
