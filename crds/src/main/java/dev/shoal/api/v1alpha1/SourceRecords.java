package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Records that a SourceSync of the same namespace has read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceRecords(
    @JsonPropertyDescription("name of the source, as a SourceSync has it.")
        @Required
        @Size(min = 1, max = 40)
        String name,
    @JsonPropertyDescription("resource of the source. Default: all.") @Size(min = 1, max = 300)
        @Nullable String resource,
    @JsonPropertyDescription("newest is how many of the newest records are taken. Default 50.")
        @Min(1)
        @Max(1000)
        @Default("50")
        @Nullable Integer newest) {}
