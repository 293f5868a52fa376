package dev.shoal.pod.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.shoal.pod.artifact.Uploader;
import dev.shoal.pod.execution.Executions;
import dev.shoal.pod.job.JobRunner;
import dev.shoal.pod.llm.ModelProbe;
import dev.shoal.pod.run.SampleRequests;
import dev.shoal.protocol.ExecutionStatus;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Problem;
import dev.shoal.protocol.ScriptRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerState;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worker API over real HTTP; a small store stands where S3 does. */
@Timeout(60)
class PodServerTest {
  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private JobRunner runner;
  private PodServer server;
  private HttpServer store;

  @BeforeEach
  void start() throws IOException {
    runner =
        new JobRunner(
            folder, "test", new Uploader(null), null, List.of(), () -> null, Clock.systemUTC());
    server =
        new PodServer(
                runner,
                new Executions(folder, new Uploader(null)),
                ModelProbe.NOT_NEEDED,
                new LastContact(Clock.systemUTC()),
                lines -> List.of(),
                "secret",
                null)
            .start(0);
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          stored.put(
              exchange.getRequestURI().getPath().substring(1),
              exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    store.start();
  }

  @AfterEach
  void stop() {
    runner.shutDown(); // it writes into the folder as long as it runs
    server.stop();
    store.stop(0);
  }

  @Test
  void refusesACallWithoutTheToken() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/status")).build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void runsAJobAndUploadsWhenUrlsCome() throws Exception {
    assertThat(post("/job", SampleRequests.request(5, 20, 7)).statusCode()).isEqualTo(202);
    WorkerStatus waiting = await(WorkerState.AWAITING_UPLOADS);
    assertThat(waiting.uploads()).hasSize(ArtifactKind.values().length);
    assertThat(waiting.round()).isEqualTo(5);
    Map<String, String> urls =
        waiting.uploads().stream()
            .collect(
                Collectors.toMap(
                    file -> file.name(),
                    file ->
                        "http://127.0.0.1:" + store.getAddress().getPort() + "/" + file.name()));
    assertThat(post("/uploads", new UploadGrant(urls, null)).statusCode()).isEqualTo(202);
    WorkerStatus completed = await(WorkerState.COMPLETED);
    assertThat(completed.simDataUploaded()).isTrue();
    assertThat(completed.uploads()).as("for a poller that comes anew").isEqualTo(waiting.uploads());
    assertThat(stored).hasSize(ArtifactKind.values().length);
    waiting
        .uploads()
        .forEach(file -> assertThat(stored.get(file.name())).hasSize((int) file.bytes()));
  }

  @Test
  void sameJobAgainIsTheSameAndAnotherIsRefused() throws Exception {
    JobRequest request = SampleRequests.request(5, 20, 7);
    post("/job", request);
    assertThat(post("/job", request).statusCode()).isEqualTo(200);
    assertThat(post("/job", SampleRequests.request(6, 20, 7)).statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          job_id        | null
          max_rounds    | 0
          max_rounds    | "many"
          target_agents | 1
          engine        | "psychic"
          markets       | []
          colour        | "blue"
          """)
  void namesTheFieldThatIsWrong(String field, String value) throws Exception {
    ObjectNode body = Wire.json().valueToTree(SampleRequests.request(5, 20, 7));
    body.set(field, Wire.json().readTree(value));
    HttpResponse<String> answer = post("/job", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Wire.json().readValue(answer.body(), Problem.class).field()).isEqualTo(field);
  }

  @Test
  void runsAScriptOnceAndStoresWhatItSaid() throws Exception {
    ScriptRequest script = new ScriptRequest("e-1", "sh", "echo told; exit 3", 60);
    assertThat(post("/execute", script).statusCode()).isEqualTo(202);
    assertThat(post("/execute", script).statusCode()).isEqualTo(200);
    assertThat(post("/execute", new ScriptRequest("e-2", "sh", "true", 60)).statusCode())
        .isEqualTo(409);
    ExecutionStatus waiting = execution(ExecutionStatus.State.AWAITING_UPLOADS);
    assertThat(waiting.exitCode()).isEqualTo(3);
    assertThat(waiting.uploads()).extracting("name").containsExactly("stdout.txt", "stderr.txt");
    Map<String, String> urls =
        waiting.uploads().stream()
            .collect(
                Collectors.toMap(
                    file -> file.name(),
                    file ->
                        "http://127.0.0.1:" + store.getAddress().getPort() + "/" + file.name()));
    assertThat(post("/execution/uploads", new UploadGrant(urls, null)).statusCode()).isEqualTo(202);
    ExecutionStatus ended = execution(ExecutionStatus.State.ENDED);
    assertThat(ended.uploads()).isEqualTo(waiting.uploads());
    assertThat(ended.stdout()).isEqualTo("told\n");
    assertThat(stored.get("stdout.txt")).asString().isEqualTo("told\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /execute  | {"interpreter": "sh", "script": "true", "timeout_seconds": 1}                        | execution_id
          /execute  | {"execution_id": "e", "interpreter": "sh", "script": "true", "timeout_seconds": 0}   | timeout_seconds
          /simulate | {"execution_id": "e", "aggregation": "mean", "simulations": [], "timeout_seconds": 1} | simulations
          """)
  void anExecutionThatCannotBeIsRefused(String path, String body, String field) throws Exception {
    HttpResponse<String> answer = post(path, Wire.json().readTree(body));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Wire.json().readValue(answer.body(), Problem.class).field()).isEqualTo(field);
  }

  private ExecutionStatus execution(ExecutionStatus.State wanted) throws Exception {
    long since = 0;
    while (true) {
      HttpResponse<String> answer = send(request("/execution?wait=10&since=" + since).GET());
      ExecutionStatus status = Wire.json().readValue(answer.body(), ExecutionStatus.class);
      if (status.state() == wanted) {
        return status;
      }
      since = status.version();
    }
  }

  /** The kernel's own full device stands where an artifact would be written. */
  @Test
  void aFullDiskIsNamed() throws Exception {
    Path work = Files.createDirectories(folder.resolve("run"));
    Files.createSymbolicLink(work.resolve(ArtifactKind.GRAPH.fileName()), Path.of("/dev/full"));
    post("/job", SampleRequests.request(5, 20, 7));
    assertThat(await(WorkerState.FAILED).errorKind()).isEqualTo("disk_full");
  }

  @Test
  void cancellingEndsTheJob() throws Exception {
    post("/job", SampleRequests.request(5, 20, 7));
    await(WorkerState.AWAITING_UPLOADS);
    post("/cancel", Map.of());
    await(WorkerState.CANCELLED);
  }

  private WorkerStatus await(WorkerState wanted) throws Exception {
    long since = 0;
    while (true) {
      HttpResponse<String> answer = send(request("/status?wait=10&since=" + since).GET());
      WorkerStatus status = Wire.json().readValue(answer.body(), WorkerStatus.class);
      if (status.status() == wanted) {
        return status;
      }
      assertThat(status.status().terminal()).as("ended as %s", status).isFalse();
      since = status.version();
    }
  }

  private HttpResponse<String> post(String path, Object body) throws Exception {
    return send(
        request(path)
            .POST(HttpRequest.BodyPublishers.ofString(Wire.json().writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer secret");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
