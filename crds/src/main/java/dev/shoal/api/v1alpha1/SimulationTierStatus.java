package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observed state of a tier. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SimulationTierStatus(
    @JsonPropertyDescription("matchingNodes is the number of ready nodes that the tier selects.")
        @Nullable Integer matchingNodes,
    @JsonPropertyDescription(
            "freeGpus is the number of GPUs of those nodes that no pod holds now; not known where"
                + " Shoal sees listed namespaces alone.")
        @Nullable Integer freeGpus,
    @JsonPropertyDescription(
            "avoidedNodes are those of them that failed jobs of late: the scheduler prefers others,"
                + " where there are any.")
        @Nullable List<AvoidedNode> avoidedNodes,
    @JsonPropertyDescription(
            "conditions: Ready, False with reason NoMatchingNode if no node matches.")
        @Nullable List<Condition> conditions) {}
