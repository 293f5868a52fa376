package dev.shoal.kube;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Optional;

/**
 * What the installation says about pods.
 *
 * @param image of the pod's worker
 * @param pullPolicy of that image
 * @param storeAuthority certificates, in PEM, of authorities that the object store has of its own
 */
public record PodSettings(String image, String pullPolicy, Optional<String> storeAuthority) {
  /** What each of our containers that reads or writes objects is told. */
  List<EnvVar> environment() {
    return storeAuthority.map(pem -> new EnvVar("SHOAL_STORE_CA", pem, null)).stream().toList();
  }
}
