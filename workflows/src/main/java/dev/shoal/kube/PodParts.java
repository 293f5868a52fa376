package dev.shoal.kube;

import dev.shoal.job.TierPlan;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Small parts that all containers of a pod are made of. */
final class PodParts {
  private static final long NOBODY = 65532;

  private PodParts() {}

  static void holdGpus(
      TierPlan tier, Map<String, Quantity> limits, Map<String, Quantity> requests) {
    if (tier.gpuCount() > 0) {
      Quantity gpus = new Quantity(Integer.toString(tier.gpuCount()));
      limits.put(tier.gpuResource(), gpus);
      requests.put(tier.gpuResource(), gpus);
    }
  }

  static SecurityContext restricted(@Nullable Long user) {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsUser(user)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  static Volume emptyDir(String name, @Nullable String medium) {
    return new VolumeBuilder()
        .withName(name)
        .withNewEmptyDir()
        .withMedium(medium)
        .endEmptyDir()
        .build();
  }

  static VolumeMount readOnly(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).withReadOnly(true).build();
  }

  static VolumeMount mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path).build();
  }

  static EnvVar env(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /** A pod whose processes are nobody's. */
  static PodSecurityContext nobody() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withRunAsGroup(NOBODY)
        .withFsGroup(NOBODY)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .build();
  }

  /**
   * Of a container that a user describes.
   *
   * @param least requests where the user has none, never above the user's limits
   */
  static ResourceRequirements resources(
      Map<String, String> least, Map<String, String> requests, Map<String, String> limits) {
    Map<String, Quantity> requested = quantities(least);
    requested.putAll(quantities(requests));
    Map<String, Quantity> limited = quantities(limits);
    limited.forEach(
        (resource, limit) ->
            requested.computeIfPresent(
                resource, (name, request) -> request.compareTo(limit) > 0 ? limit : request));
    return new ResourceRequirementsBuilder().withRequests(requested).withLimits(limited).build();
  }

  private static Map<String, Quantity> quantities(Map<String, String> texts) {
    return texts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                text -> Quantity.parse(text.getValue()),
                (one, other) -> other,
                TreeMap::new));
  }
}
