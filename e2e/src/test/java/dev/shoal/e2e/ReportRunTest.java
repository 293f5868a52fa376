package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.SYSTEM;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.protocol.Sha256;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports about what Shoal did, stored and sent to real receivers. */
@Tag("e2e")
@Alongside
class ReportRunTest extends JobTest {
  private final String name = "report-" + UUID.randomUUID().toString().substring(0, 8);
  private String namespace = NAMESPACE;

  @AfterEach
  void delete() {
    stack.kubernetes.resources(ReportRun.class).inNamespace(namespace).withName(name).delete();
    await().until(() -> run() == null);
  }

  @Test
  void theExampleIsStored() throws Exception {
    ReportRun example =
        Serialization.unmarshal(
            Files.readString(Path.of("../examples/daily-jobs.yaml")), ReportRun.class);
    example.getMetadata().setName(name);
    example.getMetadata().setNamespace(NAMESPACE);
    stack.kubernetes.resource(example).create();
    ReportRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().summary()).matches("\\d+ submitted, \\d+ completed, \\d+ failed\\.");
    assertThat(run.getStatus().sentTo()).isNull();
    assertThat(run.getStatus().artifacts())
        .extracting(ArtifactStatus::name)
        .containsExactly("report.md", "report.html");
    for (ArtifactStatus artifact : run.getStatus().artifacts()) {
      byte[] stored = stack.store.read(artifact.key());
      assertThat(Sha256.hex(stored)).isEqualTo(artifact.sha256());
      assertThat(new String(stored, UTF_8)).contains("Jobs in namespace " + NAMESPACE);
    }
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("Succeeded:"));
  }

  @Test
  void aWebhookGetsTheReportInBothForms() throws Exception {
    try (WebhookReceiver webhook = new WebhookReceiver()) {
      create(
          "report: GpuCost, days: 7, channel: {webhook: {url: \"%s\"}}".formatted(webhook.url()));
      assertThat(ended(WorkPhase.SUCCEEDED).getStatus().sentTo()).isEqualTo("webhook");
      assertThat(webhook.told).hasSize(1);
      JsonNode told = new ObjectMapper().readTree(webhook.told.getFirst());
      assertThat(told.get("name").asText()).isEqualTo(name);
      assertThat(told.get("markdown").asText()).startsWith("# GPU cost in namespace " + NAMESPACE);
      assertThat(told.get("html").asText()).startsWith("<!doctype html>");
    }
  }

  @Test
  void slackGetsItAsText() throws Exception {
    try (WebhookReceiver slack = new WebhookReceiver()) {
      secret("slack-" + name, Map.of("url", slack.url()));
      create(
          "report: DailyJobs, channel: {slack: {secretRef: {name: slack-%s, key: url}}}"
              .formatted(name));
      assertThat(ended(WorkPhase.SUCCEEDED).getStatus().sentTo()).isEqualTo("slack");
      JsonNode told = new ObjectMapper().readTree(slack.told.getFirst());
      assertThat(told.get("text").asText()).startsWith("Jobs in namespace " + NAMESPACE);
    }
  }

  @Test
  void aMailServerGetsAMail() throws Exception {
    GreenMail server =
        new GreenMail(new ServerSetup(0, Machine.address(), ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      secret(
          "smtp-" + name,
          Map.of(
              "host",
              Machine.address(),
              "port",
              Integer.toString(server.getSmtp().getPort()),
              "security",
              "none"));
      create(
          "report: GpuCost, channel: {email: {to: [team@example.org], from: shoal@example.org,"
              + " serverSecretRef: {name: smtp-%s}}}".formatted(name));
      assertThat(ended(WorkPhase.SUCCEEDED).getStatus().sentTo()).isEqualTo("email");
      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("GPU cost in namespace");
      assertThat(GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]))
          .contains("multipart/alternative");
    } finally {
      server.stop();
    }
  }

  @Test
  void aChannelThatRefusesFailsTheRunAndTheReportStays() throws Exception {
    try (WebhookReceiver webhook = new WebhookReceiver()) {
      webhook.status = 404;
      create("report: DailyJobs, channel: {webhook: {url: \"%s\"}}".formatted(webhook.url()));
      ReportRun run = ended(WorkPhase.FAILED);
      assertThat(run.getStatus().failure().reason()).isEqualTo("NotDelivered");
      assertThat(run.getStatus().failure().message())
          .isEqualTo("spec.channel.webhook answered 404: look at its address");
      assertThat(run.getStatus().artifacts()).hasSize(2);
      assertThat(webhook.told).hasSize(1);
    }
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    create("report: DailyJobs, channel: {slack: {secretRef: {name: no-such, key: url}}}");
    assertThat(ended(WorkPhase.FAILED).getStatus().failure().message())
        .isEqualTo(
            "spec.channel.slack: secretRef: there is no Secret no-such in namespace %s: create it"
                .formatted(NAMESPACE));
  }

  @Test
  void forecastsAreHeldAgainstWhatHappened() throws Exception {
    String job = submit("test-fast", 5);
    String market = tornDown(job, Phase.COMPLETED).getStatus().markets().getFirst().id();
    create(
        "report: MarketAccuracy, send: false, outcomes: [{job: %s, market: %s, happened: true}, {job: no-such, happened: false}]"
            .formatted(job, market));
    ReportRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().summary()).startsWith("1 forecasts, mean Brier score 0.");
    assertThat(new String(stack.store.read(run.getStatus().artifacts().getFirst().key()), UTF_8))
        .contains("Will it be adopted", "No market of the period was found for: no-such.");
  }

  @Test
  void inTheInstallationsNamespaceAReportIsAboutAll() throws Exception {
    namespace = SYSTEM;
    create("report: DailyJobs, days: 2, send: false");
    assertThat(
            new String(
                stack.store.read(
                    ended(WorkPhase.SUCCEEDED).getStatus().artifacts().getFirst().key()),
                UTF_8))
        .startsWith("# Jobs in all namespaces, ");
  }

  @Test
  void linksToAReportAreGrantedForAWhile() throws Exception {
    create("report: GpuCost, send: false");
    ended(WorkPhase.SUCCEEDED);
    ArtifactGrant grant =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: ArtifactGrant\nmetadata: {name: %s, namespace: %s}\nspec: {kind: ReportRun, name: %s}"
                .formatted(name, NAMESPACE, name),
            ArtifactGrant.class);
    stack.kubernetes.resource(grant).create();
    ArtifactGrant answered =
        await()
            .until(
                () -> stack.kubernetes.resource(grant).get(),
                one -> one.getStatus() != null && one.getStatus().secret() != null);
    var secret =
        stack.kubernetes.secrets().inNamespace(NAMESPACE).withName(answered.getStatus().secret());
    assertThat(secret.get().getData()).containsOnlyKeys("ca.crt", "report.html", "report.md");
    await().until(() -> stack.kubernetes.resource(grant).get() == null && secret.get() == null);
  }

  /** The channel is away until both have been killed. */
  @Alone
  @Test
  void aReportOutlivesOperatorAndWorker() throws Exception {
    try (WebhookReceiver webhook = new WebhookReceiver()) {
      webhook.status = 503;
      create("report: DailyJobs, channel: {webhook: {url: \"%s\"}}".formatted(webhook.url()));
      await().until(() -> !webhook.told.isEmpty());
      stack.machine.kill("operator");
      stack.machine.kill("worker");
      webhook.status = 200;
      ReportRun run = ended(WorkPhase.SUCCEEDED);
      assertThat(run.getStatus().run()).isOne();
      assertThat(run.getStatus().sentTo()).isEqualTo("webhook");
    }
  }

  private void create(String spec) {
    stack
        .kubernetes
        .resource(
            Serialization.unmarshal(
                "apiVersion: shoal.dev/v1alpha1\nkind: ReportRun\nmetadata: {name: %s, namespace: %s}\nspec: {%s}"
                    .formatted(name, namespace, spec),
                ReportRun.class))
        .create();
  }

  private static void secret(String name, Map<String, String> values) {
    stack
        .kubernetes
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withStringData(values)
                .build())
        .serverSideApply();
  }

  private ReportRun run() {
    return stack.kubernetes.resources(ReportRun.class).inNamespace(namespace).withName(name).get();
  }

  private ReportRun ended(WorkPhase phase) {
    ReportRun run =
        await()
            .until(
                this::run,
                one ->
                    one.getStatus() != null
                        && one.getStatus().phase() != null
                        && one.getStatus().phase().terminal()
                        && one.getMetadata().getFinalizers().isEmpty());
    assertThat(run.getStatus().phase()).as("%s", run.getStatus().failure()).isEqualTo(phase);
    return run;
  }
}
