package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a grant; written by the operator alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtifactGrantStatus(
    @JsonPropertyDescription(
            "observedGeneration is the generation of the spec that was last acted on.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "secret is the name of the Secret that has a URL for each artifact, by its name, and"
                + " ca.crt where the object store has an authority of its own.")
        @Nullable String secret,
    @JsonPropertyDescription(
            "expiresAt is when the URLs end, and Secret and grant are deleted; RFC 3339, UTC.")
        @Nullable String expiresAt,
    @JsonPropertyDescription("conditions: Ready, Reconciling, Stalled.")
        @Nullable List<Condition> conditions) {}
