package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SourceStatus;
import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.persistence.SourceStore;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Syncs of a real HTTP server, MinIO and PostgreSQL. */
@Tag("e2e")
@Alongside
class SourceSyncTest extends JobTest {
  private final String source = "src-" + UUID.randomUUID().toString().substring(0, 8);
  private final String bucket = Stack.env("S3_BUCKET");
  private int syncs;

  @Test
  void theExampleIsReadAndArguedAbout() throws Exception {
    String file = "inputs/" + NAMESPACE + "/" + source + "/headlines.jsonl";
    stack.store.write(
        file,
        """
        {"id": "h1", "text": "The Greens back the draft."}
        {"id": "h2", "text": "The police union doubts it. Leyla Demir called it misleading."}
        """
            .getBytes(UTF_8),
        "application/x-ndjson");
    String example =
        Files.readString(Path.of("../examples/headlines.yaml"))
            .replace(
                "s3://shoal/inputs/research/news/",
                "s3://%s/inputs/%s/%s/".formatted(bucket, NAMESPACE, source))
            .replace("name: headlines", "name: " + source);
    for (String document : example.split("---\n", -1)) {
      GenericKubernetesResource resource =
          Serialization.unmarshal(document, GenericKubernetesResource.class);
      resource.getMetadata().setNamespace(NAMESPACE);
      stack.kubernetes.resource(resource).create();
      if (resource.getKind().equals("SourceSync")) {
        assertThat(ended(source, WorkPhase.SUCCEEDED).getStatus().records()).isEqualTo(2);
      }
    }
    SimulationJob job = tornDown(source, Phase.COMPLETED);
    assertThat(stack.jobs.seed(job.getMetadata().getUid()))
        .contains("## h1\nid: h1\ntext: The Greens back the draft.\n", "## h2\n");
  }

  @Test
  void pagesARateLimitAndWhatIsNewSince() throws Exception {
    try (RecordServer server = new RecordServer()) {
      token("right");
      for (int i = 1; i <= 5; i++) {
        server.records.add("{\"id\": %d, \"at\": %d}".formatted(i, i));
      }
      SourceSync first = sync(http(server), WorkPhase.SUCCEEDED);
      assertThat(first.getStatus().records()).isEqualTo(5);
      assertThat(first.getStatus().summary()).isEqualTo("1 of 1 sources read, 5 records");
      server.records.add("{\"id\": 6, \"at\": 6, \"label\": \"new\"}");
      SourceSync second = sync(http(server), WorkPhase.SUCCEEDED);
      assertThat(second.getStatus().records()).isEqualTo(2);
      assertThat(second.getStatus().sources().getFirst().drift())
          .containsExactly("issues: label (string) is new");
      assertThat(server.asked).last().isEqualTo("since=5");
      assertThat(kept()).hasSize(6);
    }
  }

  @Test
  void anObjectIsReadAgainOnlyWhenItHasChanged() throws Exception {
    String folder = "inputs/" + NAMESPACE + "/" + source + "/";
    stack.store.write(
        folder + "a.jsonl", "{\"id\": \"a\"}\n{\"id\": \"b\"}".getBytes(UTF_8), "text/plain");
    stack.store.write(folder + "b.csv", "id,name\nc,Carla\n".getBytes(UTF_8), "text/csv");
    stack.store.write(folder + "c.json", "[{\"id\": \"d\"}]".getBytes(UTF_8), "text/plain");
    String spec =
        "{name: %s, type: s3, uri: \"s3://%s/inputs/%s/\", resources: [%s/]}"
            .formatted(source, bucket, NAMESPACE, source);
    assertThat(sync(spec, WorkPhase.SUCCEEDED).getStatus().records()).isEqualTo(4);
    stack.store.write(folder + "b.csv", "id,name\nc,Clara\n".getBytes(UTF_8), "text/csv");
    assertThat(sync(spec, WorkPhase.SUCCEEDED).getStatus().records()).isOne();
    assertThat(kept()).hasSize(4);
    assertThat(kept().getFirst().json()).contains("Clara");
  }

  @Test
  void aTableIsReadFromTheLastCursorOn() {
    String table = source.replace('-', '_');
    execute("CREATE TABLE public." + table + " (id int PRIMARY KEY, at timestamptz, name text)");
    try {
      execute(
          "INSERT INTO public."
              + table
              + " SELECT n, '2026-11-25'::timestamptz + n * interval '1 s', 'n' || n"
              + " FROM generate_series(1, 1201) n");
      secret(Map.of("url", Stack.env("DATABASE_URL")));
      String spec =
          "{name: %s, type: postgres, resources: [public.%s], cursor: at, secretRef: {name: %s}}"
              .formatted(source, table, source);
      assertThat(sync(spec, WorkPhase.SUCCEEDED).getStatus().records()).isEqualTo(1_201);
      execute("INSERT INTO public." + table + " VALUES (2000, '2027-01-01', 'late')");
      assertThat(sync(spec, WorkPhase.SUCCEEDED).getStatus().records()).isEqualTo(2);
      assertThat(kept()).hasSize(1_000);
      assertThat(kept().getFirst().json()).contains("late");
    } finally {
      execute("DROP TABLE public." + table);
    }
  }

  @Test
  void aSourceThatRefusesIsNamedAndTheOthersAreRead() throws Exception {
    try (RecordServer server = new RecordServer();
        WebhookReceiver webhook = new WebhookReceiver()) {
      token("wrong");
      String file = "inputs/" + NAMESPACE + "/" + source + ".jsonl";
      stack.store.write(file, "{\"id\": 1}".getBytes(UTF_8), "text/plain");
      String other =
          "{name: %s-b, type: s3, uri: \"s3://%s/inputs/%s/\", resources: [%s.jsonl]}"
              .formatted(source, bucket, NAMESPACE, source);
      SourceSync sync =
          sync(
              http(server) + ", " + other,
              "notifyOnFailure: true, channel: {webhook: {url: \"%s\"}}".formatted(webhook.url()),
              WorkPhase.FAILED);
      assertThat(sync.getStatus().failure().reason()).isEqualTo("SourceFailed");
      assertThat(sync.getStatus().sources())
          .extracting(SourceStatus::succeeded)
          .containsExactly(false, true);
      assertThat(sync.getStatus().sources().getFirst().message())
          .isEqualTo(
              "source %s: issues answered 401: look at uri, resources and secretRef"
                  .formatted(source));
      assertThat(webhook.told).hasSize(1);
      assertThat(new ObjectMapper().readTree(webhook.told.getFirst()).get("summary").asText())
          .isEqualTo("1 of 2 sources read, 1 records.");
    }
  }

  /** The second page is away until both have been killed; the first one is not asked for again. */
  @Alone
  @Test
  void aSyncOutlivesOperatorAndWorkerAndGoesOnWhereItWas() throws Exception {
    try (RecordServer server = new RecordServer()) {
      token("right");
      for (int i = 1; i <= 4; i++) {
        server.records.add("{\"id\": %d, \"at\": %d}".formatted(i, i));
      }
      server.away = 2;
      String name = create(http(server), "");
      await().until(() -> server.asked.stream().anyMatch(one -> one.endsWith("page=2")));
      stack.machine.kill("operator");
      stack.machine.kill("worker");
      server.away = 0;
      SourceSync sync = ended(name, WorkPhase.SUCCEEDED);
      assertThat(sync.getStatus().run()).isOne();
      assertThat(kept()).hasSize(4);
      assertThat(server.asked.stream().filter("null"::equals)).hasSize(2); // the first was refused
    }
  }

  private String http(RecordServer server) throws Exception {
    return "{name: %s, type: http, uri: \"%s\", resources: [issues], cursor: at, secretRef: {name: %s}}"
        .formatted(source, server.uri(), source);
  }

  private void token(String token) {
    secret(Map.of("token", token));
  }

  private void secret(Map<String, String> values) {
    stack
        .kubernetes
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(source)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withStringData(values)
                .build())
        .serverSideApply();
  }

  private static void execute(String sql) {
    stack.database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  /** Records of the source, the newest first. */
  private List<SourceStore.Kept> kept() {
    return new SourceStore(stack.database.jdbi()).newest(NAMESPACE, source, null, 1_000);
  }

  private SourceSync sync(String sources, WorkPhase phase) {
    return sync(sources, "", phase);
  }

  private SourceSync sync(String sources, String more, WorkPhase phase) {
    return ended(create(sources, more), phase);
  }

  private String create(String sources, String more) {
    String name = source + "-" + ++syncs;
    stack
        .kubernetes
        .resource(
            Serialization.unmarshal(
                "apiVersion: shoal.dev/v1alpha1\nkind: SourceSync\nmetadata: {name: %s, namespace: %s}\nspec: {sources: [%s], %s}"
                    .formatted(name, NAMESPACE, sources, more),
                SourceSync.class))
        .create();
    return name;
  }

  private static SourceSync ended(String name, WorkPhase phase) {
    SourceSync sync =
        await()
            .until(
                () ->
                    stack
                        .kubernetes
                        .resources(SourceSync.class)
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .get(),
                one ->
                    one.getStatus() != null
                        && one.getStatus().phase() != null
                        && one.getStatus().phase().terminal()
                        && one.getMetadata().getFinalizers().isEmpty());
    assertThat(sync.getStatus().phase())
        .as("%s %s", sync.getStatus().failure(), sync.getStatus().sources())
        .isEqualTo(phase);
    return sync;
  }
}
