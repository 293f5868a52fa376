package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A binary prediction market. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MarketSpec(
    @JsonPropertyDescription(
            "id of the market, unique within the job: lower-case letters, digits and dashes.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String id,
    @JsonPropertyDescription(
            "question that the market resolves, YES or NO; at most 120 characters.")
        @Required
        @Size(min = 1, max = 120)
        String question,
    @JsonPropertyDescription("initialProbability of YES, from 0.05 to 0.95. Default 0.5.")
        @Min(0.05)
        @Max(0.95)
        @Default("0.5")
        @Nullable Double initialProbability) {}
