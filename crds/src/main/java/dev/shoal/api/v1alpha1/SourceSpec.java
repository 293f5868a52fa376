package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that records come from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.type == 'http' ? has(self.uri) && self.uri.matches('^https?://[A-Za-z0-9.:-]+(/[!-~]*)?$')"
            + " : self.type == 's3' ? has(self.uri) &&"
            + " self.uri.matches('^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/([^ ]*/)?$') : !has(self.uri)",
    message =
        "uri is http(s)://host/path for http, s3://bucket/prefix/ for s3; postgres has its url in"
            + " secretRef")
@ValidationRule(
    value = "self.type != 'postgres' || has(self.secretRef)",
    message = "secretRef is needed for postgres: a Secret with the key url")
@ValidationRule(
    value = "self.type != 's3' || !has(self.cursor)",
    message = "cursor is a field of records: s3 goes by objects that changed, so leave it out")
@ValidationRule(
    value =
        "self.type != 'postgres' || self.resources.all(r,"
            + " r.matches('^[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)?$'))",
    message = "resources of postgres are tables: name or schema.name")
public record SourceSpec(
    @JsonPropertyDescription(
            "name of the source: its records and how far they were read are kept under it, for all"
                + " syncs of the namespace that name it.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription("type: http, s3 or postgres.") @Required SourceType type,
    @JsonPropertyDescription(
            "uri below which resources are: http(s)://host/path, or s3://bucket/prefix/. Without"
                + " secretRef, s3 is the installation's bucket below inputs/<namespace>/.")
        @Size(min = 8, max = 1000)
        @Nullable String uri,
    @JsonPropertyDescription(
            "resources: paths that answer JSON, objects or folders (ending in '/') of .jsonl, .json or"
                + " .csv, or tables.")
        @Required
        @Size(min = 1, max = 50)
        List<@Size(min = 1, max = 300) @Pattern("^[!-~]+$") String> resources,
    @JsonPropertyDescription(
            "secretRef is a Secret of the same namespace: token for http (sent as a bearer),"
                + " access-key and secret-key for s3, url for postgres"
                + " (postgresql://user:password@host:port/database).")
        @Nullable SecretRef secretRef,
    @JsonPropertyDescription(
            "key is the field that tells a record from others: a record with the same is replaced."
                + " Default id.")
        @Default("id")
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @Nullable String key,
    @JsonPropertyDescription(
            "cursor is a field that grows: only records from the last one on are asked for, of http by"
                + " the parameter since. Default: all are read each time.")
        @Size(min = 1, max = 63)
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @Nullable String cursor) {}
