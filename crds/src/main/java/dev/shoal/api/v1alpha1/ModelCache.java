package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the weights of a tier's model are kept between pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.persistentVolumeClaim) != has(self.objectStorePrefix)",
    message =
        "set exactly one of modelCache.persistentVolumeClaim and modelCache.objectStorePrefix")
public record ModelCache(
    @JsonPropertyDescription(
            "persistentVolumeClaim is the name of a claim in the namespace of each job; it is mounted"
                + " as the model server's cache, so weights are fetched once. Default: none.")
        @Size(min = 1, max = 253)
        @Nullable String persistentVolumeClaim,
    @JsonPropertyDescription(
            "objectStorePrefix is where the installation's bucket holds the files of the model, such"
                + " as models/qwen3-14b/; each pod pulls them at its start and serves them under"
                + " modelId, without a model hub. Default: none.")
        @Size(min = 2, max = 500)
        @Pattern("^[A-Za-z0-9][A-Za-z0-9._/-]*/$")
        @Nullable String objectStorePrefix) {}
