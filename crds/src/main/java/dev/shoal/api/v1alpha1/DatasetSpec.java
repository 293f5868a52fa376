package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The data set that a model is trained on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.sha256) || !self.uri.endsWith('/')",
    message = "sha256 is of one object: name it in uri, which ends in '/' now, or leave sha256 out")
@ValidationRule(
    value = "has(self.secretRef) || (!has(self.endpoint) && !has(self.region))",
    message = "endpoint and region need secretRef: set it, or remove them")
@ValidationRule(
    value = "!self.uri.matches('^s3://[^/]+/(.*/)?[.]{0,2}/')",
    message = "uri has an empty, '.' or '..' segment: name the object plainly")
public record DatasetSpec(
    @JsonPropertyDescription(
            "uri of the object, s3://bucket/key, or of all objects below a key that ends in '/'."
                + " Without secretRef it is in the installation's bucket, below inputs/<namespace>/.")
        @Required
        @Size(min = 8, max = 1100)
        @Pattern("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^\\s]+$")
        String uri,
    @JsonPropertyDescription("format of the objects: jsonl, csv or parquet.") @Required
        DatasetFormat format,
    @JsonPropertyDescription(
            "minRecords is the least number of records to train on, header lines not counted. Default"
                + " 1.")
        @Min(1)
        @Max(1000000000000L)
        @Default("1")
        @Nullable Long minRecords,
    @JsonPropertyDescription(
            "sha256 of the object, in hexadecimal: another one is refused. Default: none is.")
        @Pattern("^[0-9a-f]{64}$")
        @Nullable String sha256,
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
