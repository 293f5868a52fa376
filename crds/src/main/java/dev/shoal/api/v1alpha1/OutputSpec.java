package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the files of a training go. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.secretRef) || (!has(self.endpoint) && !has(self.region))",
    message = "endpoint and region need secretRef: set it, or remove them")
@ValidationRule(
    value = "!self.uri.matches('^s3://[^/]+/(.*/)?[.]{0,2}/')",
    message = "uri has an empty, '.' or '..' segment: name the folder plainly")
@ValidationRule(
    value =
        "!has(self.files) || self.files.all(f, f.matches('^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$') &&"
            + " self.files.exists_one(g, g == f))",
    message =
        "files has a name twice, or one that is no plain file name of letters, digits, '.', '_' and '-'")
public record OutputSpec(
    @JsonPropertyDescription(
            "uri of the folder, s3://bucket/key/. Without secretRef it is in the installation's"
                + " bucket, below outputs/<namespace>/.")
        @Required
        @Size(min = 8, max = 1100)
        @Pattern("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\\s]*/$")
        String uri,
    @JsonPropertyDescription(
            "files that the steps write there. Each step finds /shoal/put.NAME and /shoal/get.NAME,"
                + " files with a URL each to PUT and GET NAME. metrics.json, a JSON object of numbers,"
                + " is shown in status. Default: metrics.json alone.")
        @Size(min = 1, max = 16)
        @Nullable List<@Size(min = 1, max = 100) String> files,
    @JsonPropertyDescription(
            "secretRef is a Secret of the resource's namespace whose keys access-key and secret-key"
                + " open the bucket. Default: the installation's bucket.")
        @Nullable SecretRef secretRef,
    @JsonPropertyDescription(
            "endpoint of the store, http(s)://host[:port]. Default: the installation's.")
        @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$")
        @Size(max = 300)
        @Nullable String endpoint,
    @JsonPropertyDescription("region of the store. Default: the installation's.")
        @Size(min = 1, max = 63)
        @Nullable String region) {}
