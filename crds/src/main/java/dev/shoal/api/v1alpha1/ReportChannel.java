package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a report goes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "[has(self.slack), has(self.webhook), has(self.email)].filter(x, x).size() == 1",
    message = "set exactly one of slack, webhook and email")
public record ReportChannel(
    @JsonPropertyDescription(
            "slack is an incoming webhook as Slack, Mattermost and others have it: it gets the report as"
                + " text.")
        @Nullable WebhookSpec slack,
    @JsonPropertyDescription(
            "webhook gets JSON: report, namespace, name, title, summary, markdown, html.")
        @Nullable WebhookSpec webhook,
    @JsonPropertyDescription("email goes out by SMTP, as text and as a page.")
        @Nullable EmailSpec email) {}
