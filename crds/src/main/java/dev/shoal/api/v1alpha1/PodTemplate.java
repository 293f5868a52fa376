package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a job adds to its pods. What Shoal itself sets can't be overridden. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(k, !k.startsWith('shoal.dev/') && k !="
            + " 'app.kubernetes.io/managed-by')",
    message =
        "spec.pod.labels can't have shoal.dev/... or app.kubernetes.io/managed-by, which are Shoal's:"
            + " remove them")
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(k,"
            + " k.matches('^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$')"
            + " && self.labels[k].matches('^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$'))",
    message =
        "spec.pod.labels has a key or value that is no label: at most 63 letters, digits, '-', '_' and"
            + " '.', with a letter or digit at both ends")
@ValidationRule(
    value = "!has(self.annotations) || self.annotations.all(k, !k.startsWith('shoal.dev/'))",
    message = "spec.pod.annotations can't have shoal.dev/..., which are Shoal's: remove them")
public record PodTemplate(
    @JsonPropertyDescription("labels are added to the pod. Default: none.") @Size(max = 32)
        @Nullable Map<String, @Size(max = 63) String> labels,
    @JsonPropertyDescription("annotations are added to the pod. Default: none.") @Size(max = 32)
        @Nullable Map<String, @Size(max = 1000) String> annotations,
    @JsonPropertyDescription(
            "serviceAccountName of the pod; its token is not mounted. Default: the namespace's.")
        @Size(min = 1, max = 253)
        @Nullable String serviceAccountName,
    @JsonPropertyDescription(
            "imagePullSecrets are names of Secrets of the namespace to pull images with. Default: none.")
        @Size(max = 8)
        @Nullable List<@Size(min = 1, max = 253) String> imagePullSecrets,
    @JsonPropertyDescription(
            "resources of the worker container, in place of its own. Default: 50m CPU, 256Mi to 1Gi"
                + " memory.")
        @Nullable PodResources resources,
    @JsonPropertyDescription("tolerations are added to the tier's. Default: none.") @Size(max = 16)
        @Nullable List<Toleration> tolerations) {}
