package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the namespace of the resource that names it. */
public record SecretRef(
    @JsonPropertyDescription("name of the Secret, in the job's own namespace.")
        @Required
        @Size(min = 1, max = 253)
        String name) {}
