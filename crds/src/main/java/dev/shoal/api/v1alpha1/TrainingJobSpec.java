package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Desired state of a training. Fields with a default are filled in by the API server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingJobSpec(
    @JsonPropertyDescription(
            "dataset is what is trained on; it is looked at before a GPU is held. Immutable once"
                + " started.")
        @Required
        DatasetSpec dataset,
    @JsonPropertyDescription(
            "preprocessing runs before the training, without a GPU. Default: nothing does. Immutable"
                + " once started.")
        @Nullable StepSpec preprocessing,
    @JsonPropertyDescription("training is the container that trains. Immutable once started.")
        @Required
        TrainingSpec training,
    @JsonPropertyDescription(
            "inference runs after the training, without a GPU: an evaluation, or predictions for a"
                + " batch. Default: nothing does. Immutable once started.")
        @Nullable StepSpec inference,
    @JsonPropertyDescription("output is where files go. Immutable once started.") @Required
        OutputSpec output,
    @JsonPropertyDescription(
            "suspend keeps the training from running: a running one is stopped and its GPU given back;"
                + " set false again, it starts anew. Default false. Mutable.")
        @Default("false")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "ttlSecondsAfterFinished deletes the resource this long after its end; its row and files"
                + " stay. Default: never. Mutable.")
        @Min(0)
        @Max(315360000)
        @Nullable Long ttlSecondsAfterFinished) {}
