package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An object in a store that speaks S3. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.bucket) == has(self.secretRef)",
    message =
        "spec.seedFrom.objectRef: set bucket and secretRef together, or neither to read below"
            + " inputs/<namespace>/ of the installation's bucket")
@ValidationRule(
    value = "has(self.secretRef) || (!has(self.endpoint) && !has(self.region))",
    message = "spec.seedFrom.objectRef: endpoint and region need bucket and secretRef")
@ValidationRule(
    value = "!self.key.matches('(^|/)[.]{0,2}(/|$)')",
    message =
        "spec.seedFrom.objectRef.key has an empty, '.' or '..' segment: name the object plainly")
public record ObjectRef(
    @JsonPropertyDescription(
            "key of the object. Without secretRef it begins with inputs/<the job's namespace>/.")
        @Required
        @Size(min = 1, max = 1024)
        String key,
    @JsonPropertyDescription("bucket that holds the object. Default: the installation's.")
        @Size(min = 3, max = 63)
        @Nullable String bucket,
    @JsonPropertyDescription(
            "endpoint of the store, http(s)://host[:port]. Default: the installation's.")
        @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$")
        @Size(max = 300)
        @Nullable String endpoint,
    @JsonPropertyDescription("region of the store. Default: the installation's.")
        @Size(min = 1, max = 63)
        @Nullable String region,
    @JsonPropertyDescription(
            "secretRef is a Secret of the job's namespace whose keys access-key and secret-key open"
                + " the bucket.")
        @Nullable SecretRef secretRef) {}
