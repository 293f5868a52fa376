package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where to POST what a report found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.url) != has(self.secretRef)",
    message = "set exactly one of url and secretRef")
public record WebhookSpec(
    @JsonPropertyDescription(
            "url to POST to, http(s). It can't lead to the machine itself or a cloud's metadata. One"
                + " that is itself a secret belongs into secretRef.")
        @Size(min = 10, max = 1000)
        @Pattern("^https?://[A-Za-z0-9.\\-\\[\\]:]+(/[!-~]*)?$")
        @Nullable String url,
    @JsonPropertyDescription(
            "secretRef is a key of a Secret of the job's namespace that holds the url.")
        @Nullable SecretKey secretRef) {}
