package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a create is answered with whose own answer was lost; a quota's 409 is another. */
public final class AlreadyExists {
  private static final String REASON = "AlreadyExists";

  private AlreadyExists() {}

  /** Creates what is the same as one of its name that may be there. */
  public static void orCreate(KubernetesClient client, HasMetadata wanted) {
    try {
      client.resource(wanted).create();
    } catch (KubernetesClientException e) {
      if (!is(e)) {
        throw e;
      }
    }
  }

  static boolean is(KubernetesClientException e) {
    return e.getCode() == HTTP_CONFLICT
        && e.getStatus() != null
        && REASON.equals(e.getStatus().getReason());
  }
}
