package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any OpenAI-compatible chat server, asked for answers that fit a JSON schema. Counts what came of
 * its calls; never throws for what the server does.
 */
public final class ChatModel implements Answers {
  private static final Logger LOG = LoggerFactory.getLogger(ChatModel.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int TRIES = 2;
  private static final int MOST_TOKENS = 400;

  private final URI server;
  private final String modelId;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final AtomicLong ok = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong fallbacks = new AtomicLong();

  public ChatModel(URI server, String modelId) {
    this.server = server;
    this.modelId = modelId;
  }

  @Override
  public String modelId() {
    return modelId;
  }

  @Override
  public WorkerStatus.LlmCounters counters() {
    return new WorkerStatus.LlmCounters(ok.get(), errors.get(), fallbacks.get());
  }

  @Override
  public Optional<JsonNode> ask(String system, String user, Map<String, ?> schema, long seed) {
    Map<String, ?> body =
        Map.of(
            "model",
            modelId,
            "seed",
            seed,
            "max_tokens",
            MOST_TOKENS,
            "temperature",
            0.7,
            "messages",
            List.of(
                Map.of("role", "system", "content", system),
                Map.of("role", "user", "content", user)),
            "response_format",
            Map.of(
                "type",
                "json_schema",
                "json_schema",
                Map.of("name", "answer", "strict", true, "schema", schema)));
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        JsonNode answer = answer(Wire.json().writeValueAsString(body));
        ok.incrementAndGet();
        return Optional.of(answer);
      } catch (IOException e) {
        errors.incrementAndGet();
        LOG.debug("the model failed: {}", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    fallbacks.incrementAndGet();
    return Optional.empty();
  }

  private JsonNode answer(String body) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(server.resolve("/v1/chat/completions"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode());
    }
    String content =
        Wire.json()
            .readTree(response.body())
            .path("choices")
            .path(0)
            .path("message")
            .path("content")
            .asText("");
    JsonNode answer = Wire.json().readTree(content);
    if (!answer.isObject()) {
      throw new IOException("the content is no JSON object");
    }
    return answer;
  }
}
