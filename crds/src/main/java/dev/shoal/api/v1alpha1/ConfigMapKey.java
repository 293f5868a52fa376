package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a ConfigMap in the namespace of the resource that names it. */
public record ConfigMapKey(
    @JsonPropertyDescription("name of the ConfigMap, in the job's own namespace.")
        @Required
        @Size(min = 1, max = 253)
        String name,
    @JsonPropertyDescription("key of the ConfigMap's data that holds the text.")
        @Required
        @Size(min = 1, max = 253)
        String key) {}
