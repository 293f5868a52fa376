package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each start makes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.simulationJob), has(self.trainingJob), has(self.reportRun),"
            + " has(self.sourceSync)].filter(x, x).size() == 1",
    message = "set exactly one of simulationJob, trainingJob, reportRun and sourceSync")
@ValidationRule(
    value = "!has(self.labels) || self.labels.all(k, !k.startsWith('shoal.dev/'))",
    message = "labels can't have shoal.dev/, which is Shoal's: rename it")
public record ScheduleTemplate(
    @JsonPropertyDescription("labels of what is made. Default: none.") @Size(max = 32)
        @Nullable Map<String, @Size(max = 63) String> labels,
    @JsonPropertyDescription("simulationJob is the spec of a SimulationJob.")
        @Nullable SimulationJobSpec simulationJob,
    @JsonPropertyDescription("trainingJob is the spec of a TrainingJob.")
        @Nullable TrainingJobSpec trainingJob,
    @JsonPropertyDescription("reportRun is the spec of a ReportRun.")
        @Nullable ReportRunSpec reportRun,
    @JsonPropertyDescription("sourceSync is the spec of a SourceSync.")
        @Nullable SourceSyncSpec sourceSync) {}
