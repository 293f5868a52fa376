package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How the agents' minds move. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BeliefSpec(
    @JsonPropertyDescription(
            "dynamics that move the agents' stances at the end of a round: Feed (by what they read,"
                + " the engine's own), DeGroot, FriedkinJohnsen, HegselmannKrause, Deffuant or Voter"
                + " (over the follow graph). Default Feed.")
        @Default("Feed")
        @Nullable DynamicsKind dynamics,
    @JsonPropertyDescription(
            "bound is the largest difference of stance that is listened to, from 0.01 to 2; read by"
                + " HegselmannKrause and Deffuant. Default 0.4.")
        @Min(0.01)
        @Max(2)
        @Default("0.4")
        @Nullable Double bound,
    @JsonPropertyDescription(
            "rate is the share of the difference that each of two who talk moves by, from 0.01 to"
                + " 0.5; read by Deffuant. Default 0.3.")
        @Min(0.01)
        @Max(0.5)
        @Default("0.3")
        @Nullable Double rate) {}
