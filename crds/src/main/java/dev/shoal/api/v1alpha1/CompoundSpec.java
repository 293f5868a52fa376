package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several simulations of one question, and what they come to together. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.seed) || self.simulations.all(s, has(s.seed))",
    message = "seed is missing: set it, or one for each of simulations")
@ValidationRule(
    value = "!has(self.seed) || self.seed.matches('[^\\\\s]')",
    message = "seed is empty: give the document that the agents discuss")
@ValidationRule(
    value = "self.goal.matches('[^\\\\s]')",
    message = "goal is empty: ask the question that the simulations answer")
@ValidationRule(
    value = "self.simulations.all(s, self.simulations.exists_one(o, o.name == s.name))",
    message = "simulations[].name must be unique: rename one of them")
public record CompoundSpec(
    @JsonPropertyDescription(
            "seed is the text that the agents discuss, where a simulation has none of its own.")
        @Size(min = 1, max = 20000)
        @Nullable String seed,
    @JsonPropertyDescription("goal is the question, YES or NO, that all of them answer.")
        @Required
        @Size(min = 1, max = 120)
        String goal,
    @JsonPropertyDescription("simulations, run one after the other.")
        @Required
        @Size(min = 1, max = 20)
        List<CompoundSimulation> simulations,
    @JsonPropertyDescription(
            "aggregation makes one probability of theirs: Mean, Median, GeometricOdds, Min or Max."
                + " Default Mean.")
        @Default("Mean")
        @Nullable CompoundAggregation aggregation) {}
