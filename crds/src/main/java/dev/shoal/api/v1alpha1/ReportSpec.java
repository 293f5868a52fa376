package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a report is written, and who is told of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.enabled || !has(self.notify)",
    message = "spec.report.notify tells of a report: remove it, or set spec.report.enabled to true")
public record ReportSpec(
    @JsonPropertyDescription(
            "enabled has a report written; without one the job completes once its artifacts are saved."
                + " Default true.")
        @Default("true")
        @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "notify are webhooks, at most 5, that are told once the report is there. Default: none.")
        @Size(min = 1, max = 5)
        @JsonProperty("notify") // a record's component can't have the name of a method of Object
        @Nullable List<WebhookSpec> webhooks) {}
