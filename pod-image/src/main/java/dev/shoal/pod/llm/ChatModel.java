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
import java.util.TreeMap;
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
  private static final double TEMPERATURE = 0.7;
  private static final String ANSWER = "answer";

  /** How a server is asked for an answer of a given shape. */
  public enum Format {
    /** As vLLM and OpenAI take it. */
    JSON_SCHEMA {
      @Override
      Map<String, ?> ask(Map<String, ?> schema) {
        Map<String, ?> named = Map.of("name", ANSWER, "strict", true, "schema", schema);
        return Map.of("response_format", Map.of("type", "json_schema", "json_schema", named));
      }
    },
    /** As llama.cpp takes it. */
    JSON_OBJECT {
      @Override
      Map<String, ?> ask(Map<String, ?> schema) {
        return Map.of("response_format", Map.of("type", "json_object", "schema", schema));
      }
    },
    /** By a call of the one tool that is offered. */
    TOOLS {
      @Override
      Map<String, ?> ask(Map<String, ?> schema) {
        Map<String, ?> function = Map.of("name", ANSWER, "parameters", schema);
        return Map.of(
            "tools",
            List.of(Map.of("type", "function", "function", function)),
            "tool_choice",
            Map.of("type", "function", "function", Map.of("name", ANSWER)));
      }
    };

    abstract Map<String, ?> ask(Map<String, ?> schema);
  }

  private final URI server;
  private final String modelId;
  private final Format format;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final AtomicLong ok = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong fallbacks = new AtomicLong();

  public ChatModel(URI server, String modelId, Format format) {
    this.server = server;
    this.modelId = modelId;
    this.format = format;
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
  public Optional<JsonNode> ask(Question question) {
    Map<String, Object> body = new TreeMap<>();
    body.put("model", modelId);
    body.put("seed", question.seed());
    body.put("max_tokens", MOST_TOKENS);
    body.put("temperature", TEMPERATURE);
    body.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", question.system()),
            Map.of("role", "user", "content", question.user())));
    body.putAll(format.ask(question.schema()));
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
    JsonNode message =
        Wire.json().readTree(response.body()).path("choices").path(0).path("message");
    JsonNode called = message.path("tool_calls").path(0).path("function").path("arguments");
    String content = called.isTextual() ? called.asText() : message.path("content").asText("");
    JsonNode answer = Wire.json().readTree(content);
    if (!answer.isObject()) {
      throw new IOException("the content is no JSON object");
    }
    return answer;
  }
}
