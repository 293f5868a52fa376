package dev.shoal.kube;

import dev.shoal.job.TierPlan;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small parts that all containers of a pod are made of. */
final class PodParts {
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
}
