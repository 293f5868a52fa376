package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a source. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceStatus(
    @JsonPropertyDescription("name of the source.") String name,
    @JsonPropertyDescription("succeeded says whether all of it was read.") boolean succeeded,
    @JsonPropertyDescription("records that were read; new ones, or once more.") long records,
    @JsonPropertyDescription(
            "drift says how fields differ from those that were there before, by resource.")
        @Nullable List<String> drift,
    @JsonPropertyDescription("reason why it could not be read.") @Nullable String reason,
    @JsonPropertyDescription("message says what to do.") @Nullable String message) {}
