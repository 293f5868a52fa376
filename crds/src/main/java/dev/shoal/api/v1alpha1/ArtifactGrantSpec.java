package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody wants to read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArtifactGrantSpec(
    @JsonPropertyDescription(
            "kind of what has stored them: SimulationJob, ReportRun or ScriptRun. Default SimulationJob."
                + " Immutable, as all fields are.")
        @Default("SimulationJob")
        @Nullable GrantKind kind,
    @JsonPropertyDescription("name of it, in the same namespace.")
        @Required
        @Size(min = 1, max = 52)
        String name,
    @JsonPropertyDescription(
            "artifacts are the names of those that are wanted, as in its status. All by"
                + " default.")
        @Size(min = 1, max = 32)
        @Nullable List<String> artifacts) {}
