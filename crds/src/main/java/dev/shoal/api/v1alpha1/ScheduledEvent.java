package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An announcement put before all agents at the start of a round. */
public record ScheduledEvent(
    @JsonPropertyDescription("round at whose start the event is announced, counted from 1.")
        @Required
        @Min(1)
        @Max(100000)
        Integer round,
    @JsonPropertyDescription("text of the announcement, at most 1,000 characters.")
        @Required
        @Size(min = 1, max = 1000)
        String text) {}
