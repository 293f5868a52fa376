package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a create is answered with whose own answer was lost; a quota's 409 is another. */
final class AlreadyExists {
  private static final String REASON = "AlreadyExists";

  private AlreadyExists() {}

  static boolean is(KubernetesClientException e) {
    return e.getCode() == HTTP_CONFLICT
        && e.getStatus() != null
        && REASON.equals(e.getStatus().getReason());
  }
}
