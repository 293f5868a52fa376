package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where the weights of a tier's model are kept between pods. */
public record ModelCache(
    @JsonPropertyDescription(
            "persistentVolumeClaim is the name of a claim in the namespace of each job; it is mounted"
                + " as the model server's cache, so weights are fetched once.")
        @Required
        @Size(min = 1, max = 253)
        String persistentVolumeClaim) {}
