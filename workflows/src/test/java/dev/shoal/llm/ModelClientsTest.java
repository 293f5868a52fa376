package dev.shoal.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.job.MarketPlan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real clients against a local server that speaks the APIs. */
class ModelClientsTest {
  private static final String MARKETS =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","logprobs":null,
       "message":{"role":"assistant","refusal":null,"content":"{\\"markets\\":[{\\"question\\":\\"Will it pass?\\",\\"probability\\":0.4}]}"}}]}""";
  private static final String FINDINGS =
      """
      {"id":"r","object":"response","created_at":1,"model":"m","status":"completed","output":[
       {"type":"message","id":"m1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"The vote was moved.",
        "annotations":[{"type":"url_citation","url":"https://example.org/a","title":"A","start_index":0,"end_index":3}]}]}]}""";

  private FakeModelServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeModelServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void marketsComeFromAnAnswerBoundToASchema() throws Exception {
    server.answering(200, MARKETS);
    List<MarketPlan> markets = deriver().derive("Will it?", "the seed", 3);
    assertThat(markets).containsExactly(new MarketPlan("", "Will it pass?", 0.4));
    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("/chat/completions")
        .contains("json_schema", "the seed");
  }

  @ParameterizedTest
  @CsvSource({"500", "429", "401", "400"})
  void anErrorOfTheMarketsModelIsAnIoException(int status) {
    server.answering(status, "{\"error\":{\"message\":\"no\"}}");
    assertThatThrownBy(() -> deriver().derive("Will it?", "seed", 3))
        .isInstanceOf(IOException.class);
  }

  @Test
  void garbageFromTheMarketsModelIsAnIoException() {
    server.answering(200, MARKETS.replace("{\\\"markets\\\"", "{{{"));
    assertThatThrownBy(() -> deriver().derive("Will it?", "seed", 3))
        .isInstanceOf(IOException.class);
  }

  @Test
  void findingsKeepTheirCitations() throws Exception {
    server.answering(200, FINDINGS);
    SeedEnricher.Findings found =
        new XaiSeedEnricher(server.url(), "key", "grok-4").search("Will it?", "the seed");
    assertThat(found)
        .isEqualTo(
            new SeedEnricher.Findings("The vote was moved.", List.of("https://example.org/a")));
    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("/responses")
        .contains("web_search", "x_search");
  }

  @Test
  void anErrorOfTheSearchIsAnIoException() {
    server.answering(503, "{}");
    assertThatThrownBy(
            () -> new XaiSeedEnricher(server.url(), "key", "grok-4").search("Will it?", "seed"))
        .isInstanceOf(IOException.class);
  }

  private MarketDeriver deriver() {
    return new OpenAiMarketDeriver(server.url(), "key", "gpt");
  }
}
