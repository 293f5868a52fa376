package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One simulation of a compound: by rules, on the CPU alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompoundSimulation(
    @JsonPropertyDescription("name of it, by which its outcome is told; unique among the others.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription(
            "seed is the text that the agents discuss, in place of the compound's. Default: the"
                + " compound's.")
        @Size(min = 1, max = 20000)
        @Nullable String seed,
    @JsonPropertyDescription("rounds to simulate. Default 20.") @Min(1) @Max(1000) @Default("20")
        @Nullable Integer rounds,
    @JsonPropertyDescription("agents to simulate. Default 50.") @Min(2) @Max(10000) @Default("50")
        @Nullable Integer agents,
    @JsonPropertyDescription(
            "randomSeed makes it repeatable: the same gives the same outcome. Default 0.")
        @Default("0")
        @Nullable Long randomSeed,
    @JsonPropertyDescription("initialProbability of YES, from 0.05 to 0.95. Default 0.5.")
        @Min(0.05)
        @Max(0.95)
        @Default("0.5")
        @Nullable Double initialProbability,
    @JsonPropertyDescription(
            "beliefs choose how the agents' minds move. Default: by what they read.")
        @Nullable BeliefSpec beliefs,
    @JsonPropertyDescription(
            "scheduledEvents are announcements put before all agents at given rounds. Default: none.")
        @Size(max = 20)
        @Nullable List<ScheduledEvent> scheduledEvents) {}
