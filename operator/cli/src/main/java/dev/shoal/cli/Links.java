package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Links to what work has stored: asked for by an ArtifactGrant, which goes when they are closed.
 */
final class Links implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final String AUTHORITIES = "ca.crt";

  private final Resource<GenericKubernetesResource> grant;
  private final Map<String, String> secret;
  private final Map<String, String> digests = new HashMap<>();
  private final HttpClient http;

  /**
   * Asks for links.
   *
   * @param names of the artifacts; empty for all
   */
  Links(Cluster cluster, Seen work, List<String> names) {
    for (Map<?, ?> one : work.artifacts()) {
      digests.put(String.valueOf(one.get("name")), String.valueOf(one.get("sha256")));
    }
    GenericKubernetesResource wanted = new GenericKubernetesResource();
    wanted.setApiVersion(Kind.API_VERSION);
    wanted.setKind(Kind.ARTIFACT_GRANT.title);
    wanted.setMetadata(
        new ObjectMetaBuilder().withGenerateName("cli-").withNamespace(cluster.namespace).build());
    Map<String, Object> spec =
        new HashMap<>(Map.of("kind", work.resource().getKind(), "name", work.name()));
    if (!names.isEmpty()) {
      spec.put("artifacts", names);
    }
    wanted.setAdditionalProperty("spec", spec);
    GenericKubernetesResource made = cluster.client.resource(wanted).create();
    this.grant = cluster.of(Kind.ARTIFACT_GRANT, made.getMetadata().getName());
    try {
      Seen answer = answer();
      Secret found =
          cluster
              .client
              .secrets()
              .inNamespace(cluster.namespace)
              .withName(answer.text("status", "secret"))
              .get();
      this.secret = found.getData();
    } catch (RuntimeException e) {
      grant.delete();
      throw e;
    }
    this.http =
        HttpClientUtils.getHttpClientFactory()
            .newBuilder(
                new ConfigBuilder(Config.empty()).withCaCertData(secret.get(AUTHORITIES)).build())
            .build();
  }

  private Seen answer() {
    GenericKubernetesResource answered =
        grant.waitUntilCondition(
            one ->
                one == null
                    || !new Seen(one).text("status", "secret").isEmpty()
                    || !new Seen(one).trouble().isEmpty(),
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
    if (answered == null) {
      throw new Trouble("somebody deleted the ArtifactGrant: try again");
    }
    Seen seen = new Seen(answered);
    if (!seen.trouble().isEmpty()) {
      throw new Trouble(seen.trouble());
    }
    return seen;
  }

  /** Names of what there are links to. */
  List<String> names() {
    return secret.keySet().stream().filter(name -> !name.equals(AUTHORITIES)).sorted().toList();
  }

  /** Reads an artifact, and checks that it is what its status says. */
  byte[] read(String name) throws IOException {
    String url = new String(Base64.getDecoder().decode(secret.get(name)), StandardCharsets.UTF_8);
    HttpResponse<byte[]> response;
    try {
      response = http.sendAsync(http.newHttpRequestBuilder().uri(url).build(), byte[].class).join();
    } catch (CompletionException e) {
      throw new Trouble(
          "%s can't be fetched (%s): is the object store reachable from here? Its administrator can"
                  .formatted(name, e.getCause())
              + " set the chart's objectStore.publicEndpoint");
    }
    if (response.code() != HttpURLConnection.HTTP_OK) {
      throw new Trouble("%s can't be fetched: status %d".formatted(name, response.code()));
    }
    byte[] content = response.body();
    String wanted = digests.get(name);
    if (wanted != null && !wanted.equals(sha256(content))) {
      throw new Trouble(name + " is not what its status says: its sha256 is another");
    }
    return content;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public void close() {
    http.close();
    grant.delete();
  }
}
