package dev.shoal.podclient;

import dev.shoal.kube.PodFactory;
import dev.shoal.protocol.PodToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Makes clients for pods; they share connections, and each has its attempt's token. */
public final class PodClients {
  private final String installationKey;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  public PodClients(String installationKey) {
    this.installationKey = installationKey;
  }

  /** The token of an attempt's pod. */
  public String token(String jobId, int attempt) {
    return PodToken.of(installationKey, jobId, attempt);
  }

  /** A client of the pod at an address. */
  public PodClient at(String ip, String jobId, int attempt) {
    String host = ip.contains(":") ? "[" + ip + "]" : ip;
    return new PodClient(
        http, URI.create("http://" + host + ":" + PodFactory.PORT), token(jobId, attempt));
  }
}
