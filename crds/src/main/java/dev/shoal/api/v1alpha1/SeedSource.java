package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Where a seed text is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeedSource(
    @JsonPropertyDescription("configMapKeyRef is a key of a ConfigMap of the job's namespace.")
        @Required
        @Nullable ConfigMapKey configMapKeyRef) {}
