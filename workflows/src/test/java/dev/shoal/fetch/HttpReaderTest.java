package dev.shoal.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.source.Position;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an HTTP server. */
class HttpReaderTest {
  private final List<String> asked = new ArrayList<>();
  private final Remembering sink = new Remembering();
  private HttpServer server;

  /** What the server answers, one after the other, the last one again and again. */
  private final List<Answer> answers = new ArrayList<>();

  private record Answer(int status, String body, Map<String, String> headers) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Link", "next"})
  void pagesAreFollowedAndTheNextPassBeginsAtTheGreatestCursor(String by) throws Exception {
    String second = "/api/issues?page=2";
    if (by.equals("Link")) {
      answer(
          200,
          "[{\"id\": 1, \"at\": 5}, {\"id\": 2, \"at\": 9}]",
          Map.of(
              "Link", "<%s>; rel=\"next\", </api/issues?page=9>; rel=\"last\"".formatted(second)));
    } else {
      answer(
          200,
          "{\"items\": [{\"id\": 1, \"at\": 5}, {\"id\": 2, \"at\": 9}], \"next\": \"%s\"}"
              .formatted(second),
          Map.of());
    }
    answer(200, "[{\"id\": 3, \"at\": 7}]", Map.of());
    reader("at").read("issues", sink);
    assertThat(sink.ids).containsExactly("1", "2", "3");
    assertThat(sink.positions).containsEntry("issues", new Position("9", null, null));
    reader("at").read("issues", sink);
    assertThat(asked)
        .containsExactly(
            "/api/issues secret", "/api/issues?page=2 secret", "/api/issues?since=9 secret");
  }

  @Test
  void anUnfinishedPassGoesOnAtItsPage() throws Exception {
    answer(200, "[{\"id\": 3, \"at\": 7}]", Map.of());
    sink.positions.put("issues", new Position("2", base() + "/issues?page=2&since=2", "9"));
    reader("at").read("issues", sink);
    assertThat(asked).containsExactly("/api/issues?page=2&since=2 secret");
    assertThat(sink.positions).containsEntry("issues", new Position("9", null, null));
  }

  @Test
  void aRateLimitIsWaitedOutAsItSays() throws Exception {
    answer(429, "", Map.of("Retry-After", "7"));
    answer(503, "", Map.of("Retry-After", "9000"));
    answer(429, "", Map.of());
    answer(200, "[{\"id\": 1}]", Map.of());
    reader(null).read("issues", sink);
    assertThat(sink.pauses).containsExactly(7L, 60L, 1L);
    assertThat(sink.ids).containsExactly("1");
  }

  @Test
  void aServerInTroubleIsTriedAgainAndOneThatRefusesIsNot() {
    answer(500, "", Map.of());
    answer(404, "", Map.of());
    assertThatThrownBy(() -> reader(null).read("issues", sink))
        .isInstanceOf(IOException.class)
        .hasMessage("issues answered 500");
    assertThatThrownBy(() -> reader(null).read("issues", sink))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("issues answered 404: look at uri, resources and secretRef");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<html> | issues is no JSON",
        "{\"a\": 1} | issues is no array of records, nor an object with one as items, data",
        "[{\"id\": 1}] | issues has a record without at: name another cursor, or none",
        "{\"items\": [], \"next\": \"http://elsewhere.example/\"} | its next page is on another server",
        "{\"items\": [], \"next\": \"/api/issues\"} | is followed by itself",
      })
  void whatIsNoPageIsNamed(String body, String message) {
    answer(200, body, Map.of());
    assertThatThrownBy(() -> reader("at").read("issues", sink))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(message);
  }

  private HttpReader reader(String cursor) {
    return new HttpReader(new OkHttpClient(), base(), "secret", cursor);
  }

  private String base() {
    return "http://127.0.0.1:%d/api".formatted(server.getAddress().getPort());
  }

  private void answer(int status, String body, Map<String, String> headers) {
    answers.add(new Answer(status, body, headers));
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", ""));
    Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
