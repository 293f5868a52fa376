package dev.shoal.pod.artifact;

import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.StoreTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PUTs files to presigned URLs. The signed headers make the store check the digest and refuse to
 * overwrite; so a 412 means that an earlier try of ours got through.
 */
public final class Uploader {
  private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
  private static final int TRIES = 3;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final HttpClient http;

  /**
   * Of an installation.
   *
   * @param trust in its store, where the system's authorities don't do
   */
  public Uploader(@Nullable StoreTrust trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10));
    if (trust != null) {
      builder.sslContext(trust.context());
    }
    this.http = builder.build();
  }

  /**
   * Uploads what has a URL.
   *
   * @return files that need another URL: they had none, or it has expired
   * @throws IOException if a file can't be stored
   */
  public List<DeclaredArtifact> upload(
      Path folder, List<DeclaredArtifact> artifacts, Map<String, String> urls)
      throws IOException, InterruptedException {
    List<DeclaredArtifact> left = new ArrayList<>();
    for (DeclaredArtifact artifact : artifacts) {
      String url = urls.get(artifact.name());
      if (url == null || !put(folder.resolve(artifact.name()), artifact, URI.create(url))) {
        left.add(artifact);
      } else {
        LOG.info("uploaded {} ({} bytes)", artifact.name(), artifact.bytes());
      }
    }
    return left;
  }

  /** Stores a checkpoint in place of the one before. */
  public void putCheckpoint(Path file, URI url) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the store answered " + response.statusCode());
    }
  }

  /** Fetches a file. */
  public void get(URI url, Path file) throws IOException, InterruptedException {
    HttpResponse<Path> response =
        http.send(
            HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build(),
            HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException("the store answered " + response.statusCode());
    }
  }

  private boolean put(Path file, DeclaredArtifact artifact, URI url)
      throws IOException, InterruptedException {
    String problem = "";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        HttpResponse<String> response =
            http.send(request(file, artifact, url), HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status == 200 || status == 412) {
          return true;
        }
        if (status == 403) {
          LOG.warn("the URL for {} is refused; asking for another", artifact.name());
          return false;
        }
        problem = "the store answered " + status;
      } catch (IOException e) {
        problem = String.valueOf(e.getMessage());
      }
      LOG.warn("upload of {} failed, try {}: {}", artifact.name(), attempt, problem);
      Thread.sleep(Duration.ofSeconds(attempt));
    }
    LOG.warn("upload of {} gives up for now: {}", artifact.name(), problem);
    return false;
  }

  private static HttpRequest request(Path file, DeclaredArtifact artifact, URI url)
      throws IOException {
    return HttpRequest.newBuilder(url)
        .timeout(TIMEOUT)
        .header("x-amz-checksum-sha256", base64(artifact.sha256()))
        .header("If-None-Match", "*")
        .PUT(HttpRequest.BodyPublishers.ofFile(file))
        .build();
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
