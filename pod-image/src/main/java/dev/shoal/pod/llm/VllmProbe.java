package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vLLM server is ready when its {@code /health} is 200, {@code /v1/models} lists the model and a
 * completion of one token returns. A server without {@code /health} is judged by the other two.
 * Once ready, the completion is not asked for again.
 */
public final class VllmProbe implements ModelProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "vllm:(?<name>(prompt|generation)_tokens_total|num_requests_(running|waiting))(\\{.*})?"
              + " (?<value>[0-9.eE+]+)");

  private final URI server;
  private final String modelId;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private volatile boolean completed;

  public VllmProbe(URI server, String modelId) {
    this.server = server;
    this.modelId = modelId;
  }

  @Override
  public Readiness readiness() {
    try {
      int health = send(HttpRequest.newBuilder(server.resolve("/health"))).statusCode();
      if (health != 200 && health != 404) {
        return new Readiness(false, "the model server's /health answers " + health);
      }
      if (completed) {
        return new Readiness(true, null);
      }
      JsonNode models =
          Wire.json().readTree(send(HttpRequest.newBuilder(server.resolve("/v1/models"))).body());
      boolean listed = models.path("data").findValuesAsText("id").contains(modelId);
      if (!listed) {
        return new Readiness(false, "the model server does not list " + modelId);
      }
      String body =
          Wire.json()
              .writeValueAsString(Map.of("model", modelId, "prompt", "Hello", "max_tokens", 1));
      int completion =
          send(HttpRequest.newBuilder(server.resolve("/v1/completions"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body)))
              .statusCode();
      completed = completion == 200;
      return new Readiness(
          completed, completed ? null : "a completion of one token answers " + completion);
    } catch (IOException e) {
      return new Readiness(false, "the model server does not answer yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Readiness(false, "interrupted");
    }
  }

  @Override
  public Optional<Load> load() {
    try {
      HttpResponse<String> metrics =
          send(HttpRequest.newBuilder(server.resolve("/metrics")).timeout(TIMEOUT));
      return metrics.statusCode() == 200 ? load(metrics.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Sums of vLLM's own metrics, in Prometheus' text format: {@code name{labels} value}. */
  private static Optional<Load> load(String metrics) {
    double tokens = 0;
    double waiting = 0;
    boolean told = false;
    for (String line : metrics.lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        told = true;
        double value = Double.parseDouble(sample.group("value"));
        if (sample.group("name").endsWith("tokens_total")) {
          tokens += value;
        } else {
          waiting += value;
        }
      }
    }
    return told ? Optional.of(new Load(tokens, waiting)) : Optional.empty();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
  }
}
