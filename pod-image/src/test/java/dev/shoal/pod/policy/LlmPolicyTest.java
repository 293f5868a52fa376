package dev.shoal.pod.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.shoal.pod.artifact.RunArtifacts;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.run.SampleRequests;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ActionEntry;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.Trade;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The llm engine against a fake model server, which injects what a real one may do. */
class LlmPolicyTest {
  @TempDir Path folder;
  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anAnswerBecomesActionsWithinBounds() throws IOException {
    ChatModel model =
        model(
            200,
            completion(
                "{\"actions\":[{\"tool\":\"create_post\",\"text\":\""
                    + "x".repeat(900)
                    + "\"},{\"tool\":\"vote_up\",\"message\":999},{\"tool\":\"buy\",\"market\":"
                    + "\"adopt\",\"outcome\":\"NO\",\"shares\":1e9},{\"tool\":\"launch_rocket\"},"
                    + "{\"tool\":\"create_post\",\"text\":\" \"}]}"));
    Run run = run(model);
    assertThat(run.recentChat())
        .filteredOn(message -> message.agentId() != null)
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.text()).hasSize(500));
    assertThat(read(ArtifactKind.TRADES, Trade.class))
        .isNotEmpty()
        .allSatisfy(trade -> assertThat(trade.shares()).isLessThanOrEqualTo(100));
    assertThat(read(ArtifactKind.ACTIONS, ActionEntry.class))
        .noneMatch(action -> "999".equals(action.target()));
    assertThat(model.counters().ok()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          500 | {}
          200 | not json at all
          200 | {"choices":[{"message":{"content":null}}]}
          200 | {"choices":[{"message":{"content":"{\\"post\\":\\"cut of"}}]}
          200 | {"choices":[]}
          200 | {"choices":[{"message":{"content":null,"tool_calls":[{"function":{"arguments":"[]"}}]}}]}
          """)
  void aModelThatFailsLeavesAgentsDoingNothing(int status, String body) throws IOException {
    ChatModel model = model(status, body);
    run(model);
    assertThat(read(ArtifactKind.ACTIONS, ActionEntry.class))
        .isNotEmpty()
        .allMatch(ActionEntry::fallback)
        .allMatch(action -> action.action().equals("do_nothing"));
    assertThat(model.counters().fallback()).isPositive();
    assertThat(model.counters().error()).isEqualTo(2 * model.counters().fallback());
  }

  private Run run(ChatModel model) throws IOException {
    JobRequest request = SampleRequests.request(3, 10, 7, "llm", JobRequest.Beliefs.FEED);
    Run run = SampleRequests.begin(request, folder, 8, model);
    run.simulate(round -> {}, () -> false);
    run.finish();
    return run;
  }

  private <T> List<T> read(ArtifactKind kind, Class<T> type) throws IOException {
    List<T> all = new ArrayList<>();
    new RunArtifacts(folder).read(kind, type, all::add);
    return all;
  }

  private ChatModel model(int status, String body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return new ChatModel(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        "test-model",
        ChatModel.Format.JSON_SCHEMA);
  }

  private static String completion(String content) throws IOException {
    return Wire.json()
        .writeValueAsString(
            Map.of("choices", List.of(Map.of("message", Map.of("content", content)))));
  }
}
