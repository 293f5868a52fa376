package dev.shoal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.MarketResult;
import dev.shoal.job.Notice;
import dev.shoal.job.ReportPlan;
import dev.shoal.job.SamplePlans;
import dev.shoal.kube.JobSecrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {
  private final List<JsonNode> told = new ArrayList<>();
  private final KubernetesClient kubernetes = new KubernetesClientBuilder().build();
  private final Webhooks webhooks =
      new Webhooks(new JobSecrets(kubernetes, "worker.webhookSecrets"), new OkHttpClient());
  private HttpServer server;
  private int answer = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          told.add(new JsonMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    kubernetes.close();
  }

  @Test
  void tellsWhatTheReportFound() {
    assertThat(webhooks.tell(row(List.of())))
        .containsExactly(new Notice(0, Notice.State.DELIVERED, "it answered 200"));
    JsonNode news = told.getFirst();
    assertThat(news.get("delivery").asText()).endsWith("-r2");
    assertThat(news.get("markets").get(0).get("probability").asDouble()).isEqualTo(0.62);
  }

  @Test
  void textOfAModelCannotMentionOrLink() {
    webhooks.tell(row(List.of()));
    assertThat(told.getFirst().get("text").asText())
        .isEqualTo("ns/job: &lt;!channel&gt; they agree | Will it? 62%");
  }

  @Test
  void whoWasToldIsNotToldAgain() {
    webhooks.tell(row(List.of(new Notice(0, Notice.State.DELIVERED, "it answered 200"))));
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "204, DELIVERED",
    "302, REFUSED",
    "404, REFUSED",
    "408, TRIED",
    "429, TRIED",
    "503, TRIED"
  })
  void refusalsAreFinalAndTroubleIsNot(int code, Notice.State expected) {
    answer = code;
    assertThat(webhooks.tell(row(List.of()))).extracting(Notice::state).containsExactly(expected);
  }

  @Test
  void theAddressIsNotRepeated() {
    server.stop(0);
    assertThat(webhooks.tell(row(List.of())))
        .extracting(Notice::message)
        .containsExactly("it can't be reached");
  }

  private JobRow row(List<Notice> notices) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    JobPlan plain = SamplePlans.plan();
    JobPlan plan =
        new JobPlan(
            plain.goal(),
            plain.rounds(),
            plain.agents(),
            plain.forecastDays(),
            plain.randomSeed(),
            false,
            plain.markets(),
            plain.events(),
            plain.beliefs(),
            plain.tier(),
            plain.pod(),
            new ReportPlan(true, List.of(new ReportPlan.Webhook(url, null))),
            null);
    return new JobRow(
        "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11",
        "ns",
        "job",
        2,
        JobPhase.COMPLETED,
        plan,
        null,
        List.of(),
        true,
        List.of(new MarketResult("m", "Will it?", 0.62)),
        "<!channel> they agree",
        null,
        null,
        null,
        null,
        null,
        null,
        JobRow.Rerun.NONE,
        notices,
        Instant.EPOCH);
  }
}
