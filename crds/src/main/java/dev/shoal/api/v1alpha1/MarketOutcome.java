package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What happened of what a market was about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MarketOutcome(
    @JsonPropertyDescription(
            "job is the name of a completed SimulationJob of the same namespace, or namespace/name of"
                + " any for a report about all namespaces; the newest of that name counts.")
        @Required
        @Size(min = 1, max = 116)
        @Pattern("^([a-z0-9-]+/)?[a-z0-9.-]+$")
        String job,
    @JsonPropertyDescription("market is the id of one of its markets. Default: its first.")
        @Size(min = 1, max = 64)
        @Nullable String market,
    @JsonPropertyDescription("happened says whether it did.") @Required Boolean happened) {}
