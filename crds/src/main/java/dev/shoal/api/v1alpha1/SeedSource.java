package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a seed text is kept: exactly one of the places. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.configMapKeyRef), has(self.objectRef), has(self.source)].filter(x, x).size() == 1",
    message =
        "set exactly one of spec.seedFrom.configMapKeyRef, spec.seedFrom.objectRef and"
            + " spec.seedFrom.source")
public record SeedSource(
    @JsonPropertyDescription("configMapKeyRef is a key of a ConfigMap of the job's namespace.")
        @Nullable ConfigMapKey configMapKeyRef,
    @JsonPropertyDescription(
            "objectRef is an object in S3: below inputs/<the job's namespace>/ of the"
                + " installation's bucket, or anywhere that a Secret of the job's namespace opens.")
        @Nullable ObjectRef objectRef,
    @JsonPropertyDescription(
            "source is what a SourceSync of the job's namespace has read: its newest records, each as a"
                + " heading and its fields.")
        @Nullable SourceRecords source) {}
