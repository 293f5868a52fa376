package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What a training says in its log, of epoch=, step= and loss=. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingProgress(
    @JsonPropertyDescription("epoch that was told last.") @Nullable Long epoch,
    @JsonPropertyDescription("step that was told last.") @Nullable Long step,
    @JsonPropertyDescription("loss that was told last, as a decimal.") @Nullable String loss) {}
