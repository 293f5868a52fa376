package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Desired state of a sync. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.sources.all(s, self.sources.exists_one(other, other.name == s.name))",
    message = "spec.sources: two have the same name: rename one")
@ValidationRule(
    value = "has(self.channel) == (self.notifyOnSuccess || self.notifyOnFailure)",
    message =
        "spec.channel says who is told: set it together with spec.notifyOnSuccess or"
            + " spec.notifyOnFailure")
public record SourceSyncSpec(
    @JsonPropertyDescription(
            "sources that are read, one after the other; one that fails keeps none of the others.")
        @Required
        @Size(min = 1, max = 20)
        List<SourceSpec> sources,
    @JsonPropertyDescription(
            "notifyOnSuccess tells the channel if all sources were read. Default false.")
        @Default("false")
        @Nullable Boolean notifyOnSuccess,
    @JsonPropertyDescription(
            "notifyOnFailure tells the channel if one could not be read. Default false.")
        @Default("false")
        @Nullable Boolean notifyOnFailure,
    @JsonPropertyDescription("channel is who is told.") @Nullable ReportChannel channel,
    @JsonPropertyDescription(
            "suspend keeps the sync from running; set false again, it goes on where it was. Default"
                + " false. Mutable.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "ttlSecondsAfterFinished deletes the resource this long after its end; its row and records"
                + " stay. Default: never. Mutable.")
        @Min(0)
        @Max(315360000)
        @Nullable Long ttlSecondsAfterFinished) {}
