package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtifactGrantSpec(
    @JsonPropertyDescription(
            "job is the name of a SimulationJob of the same namespace. Immutable, as all fields are.")
        @Required
        @Size(min = 1, max = 52)
        String job,
    @JsonPropertyDescription(
            "artifacts are the names of those that are wanted, as in the job's status. All by"
                + " default.")
        @Size(min = 1, max = 32)
        @Nullable List<String> artifacts) {}
