package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Asks for another run of a job that has ended. */
public record RerunSpec(
    @JsonPropertyDescription(
            "nonce is any text; a job that has ended runs once more when it changes. What it is at the"
                + " first start asks for nothing.")
        @Required
        @Size(min = 1, max = 63)
        String nonce,
    @JsonPropertyDescription(
            "from is where to begin: Start (a new simulation) or Report (the report alone, from the"
                + " artifacts that are there, without a GPU).")
        @Required
        RerunFrom from) {}
