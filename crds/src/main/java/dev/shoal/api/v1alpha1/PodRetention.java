package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How long the last pod of a failed run is kept, with its GPU, to be looked into. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodRetention(
    @JsonPropertyDescription(
            "policy is Never, or OnFailure: the last pod of a run stays if it made the run fail, and"
                + " not where the job was stopped, by its deadline, its budget or a user.")
        @Required
        RetentionPolicy policy,
    @JsonPropertyDescription(
            "seconds that the pod stays, counted from the job's end. It holds its GPU meanwhile, which"
                + " counts into gpuSeconds. Its worker ends by itself once nobody has asked it for the"
                + " tier's timeouts.orphanTimeoutSeconds; its logs stay. Default 600.")
        @Min(1)
        @Max(14400)
        @Nullable Integer seconds) {}
