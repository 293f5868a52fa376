package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Secrets of a job's namespace that its spec names, where the installation lets them be read. */
public final class JobSecrets {
  private final KubernetesClient client;
  private final String allowedBy;

  /**
   * Of a process.
   *
   * @param allowedBy value of the chart that lets it read Secrets
   */
  public JobSecrets(KubernetesClient client, String allowedBy) {
    this.client = client;
    this.allowedBy = allowedBy;
  }

  /** A value can't be read; the message says what to do. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The value of a Secret's key. */
  public String value(String namespace, String name, String key) {
    Map<String, String> values = values(namespace, name);
    String value = values.get(key);
    if (value == null) {
      throw new Unreadable(
          "secretRef: Secret %s has no key %s, only: %s"
              .formatted(name, key, String.join(", ", values.keySet())));
    }
    return value;
  }

  /** All values of a Secret, by key. */
  public Map<String, String> values(String namespace, String name) {
    Secret secret;
    try {
      secret = client.secrets().inNamespace(namespace).withName(name).get();
    } catch (KubernetesClientException e) {
      throw new Unreadable(
          e.getCode() == HTTP_FORBIDDEN
              ? "secretRef: this installation reads no Secrets; its administrator can allow it with"
                  + " the chart's "
                  + allowedBy
              : "secretRef: the API server can't be asked for Secret " + name);
    }
    if (secret == null) {
      throw new Unreadable(
          "secretRef: there is no Secret %s in namespace %s: create it".formatted(name, namespace));
    }
    Map<String, String> values = new TreeMap<>();
    if (secret.getData() != null) {
      secret
          .getData()
          .forEach(
              (key, encoded) ->
                  values.put(
                      key,
                      new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)));
    }
    return values;
  }
}
