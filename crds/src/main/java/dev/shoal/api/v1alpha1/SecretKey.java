package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a Secret in the job's namespace. */
public record SecretKey(
    @JsonPropertyDescription("name of the Secret.") @Required @Size(min = 1, max = 253) String name,
    @JsonPropertyDescription("key of the Secret's data.") @Required @Size(min = 1, max = 253)
        String key) {}
