package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts, dashboard and logs: expressions parse, and what they ask for is there. */
@Tag("e2e")
@Alone
class MonitoringTest extends JobTest {
  private static final Path FILES = Path.of("../helm/shoal/files");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:shoal|temporal|hikaricp|operator_sdk)_[a-z_]+\\b");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> seen = new TreeSet<>();

  @Test
  void everyMetricThatIsAskedForIsThere() throws Exception {
    Set<String> asked = new TreeSet<>();
    for (String expression : expressions()) {
      METRIC.matcher(expression).results().forEach(match -> asked.add(match.group()));
    }
    assertThat(asked).hasSizeGreaterThan(10);
    String waiting = submit("no-such-tier", 5);
    stack.awaitJob(waiting, job -> job.getStatus() != null && stalledReason(job) != null);
    String name = submit("test-slow", 40);
    Pod pod = pod(running(name));
    await().until(() -> scrape().contains("shoal_gpus"));
    stack.kubernetes.resource(pod).delete();
    tornDown(name, Phase.COMPLETED);
    stack
        .kubernetes
        .resources(SimulationJob.class)
        .inNamespace(Stack.NAMESPACE)
        .withName(waiting)
        .delete();
    await().untilAsserted(() -> assertThat(scrape()).containsAll(asked));
  }

  @Test
  void whatAStepLogsNamesItsJobAndWorkflow() throws Exception {
    SimulationJob job = tornDown(submit("scripted", 1), Phase.COMPLETED);
    String workflow = "sim-" + job.getMetadata().getUid();
    JsonNode line =
        JSON.readTree(
            stack
                .log("worker")
                .lines()
                .filter(one -> one.contains("deleting pod " + workflow))
                .findFirst()
                .orElseThrow());
    JsonNode ids = line.get("mdc");
    assertThat(ids.get("WorkflowId").asText()).isEqualTo(workflow);
    assertThat(ids.get("job").asText()).isEqualTo("e2e/" + job.getMetadata().getName());
    assertThat(ids.get("attempt").asText()).isEqualTo("1");
  }

  @Test
  void workflowsAreFoundByWhatTheyAreOf() {
    String name = submit("test-slow", 40);
    running(name);
    String query =
        "ShoalNamespace = 'e2e' AND ShoalTier = 'test-slow' AND ShoalJob = '" + name + "'";
    await().until(() -> found(query + " AND ShoalPhase = 'Running'") == 1);
    tornDown(name, Phase.COMPLETED);
    await()
        .until(
            () ->
                found(query + " AND ShoalPhase = 'Reporting'") == 1
                    && found(query + " AND ShoalPhase = 'Completed'") == 1);
  }

  private static long found(String query) {
    return stack.temporal.client().countWorkflows(query).getCount();
  }

  @Test
  void allExpressionsParse() throws Exception {
    List<String> expressions = expressions();
    String lines =
        expressions.stream()
            .map(
                expression ->
                    expression
                        .replace("$__range", "1h")
                        .replace("$__rate_interval", "5m")
                        .replace("$tier", ".*")
                        .replace('\n', ' '))
            .collect(Collectors.joining("\n"));
    assertThat(Tool.lines(lines, "checks", "promql")).hasSameSizeAs(expressions);
  }

  @Test
  void eachAlertHasItsRunbook() throws IOException {
    String operations = Files.readString(Path.of("../docs/operations.md"));
    for (JsonNode rule : rules()) {
      assertThat(operations).contains("\n### " + rule.get("alert").asText() + "\n");
    }
  }

  /** Names of all metrics that were ever there since the test began. */
  private Set<String> scrape() throws IOException, InterruptedException {
    for (String component : List.of("operator", "worker")) {
      for (Pod replica : stack.replicas(component)) {
        String ip = replica.getStatus().getPodIP();
        if (ip != null) {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create("http://" + ip + ":8080/metrics")).build();
          http.send(request, BodyHandlers.ofLines())
              .body()
              .filter(line -> !line.startsWith("#"))
              .forEach(line -> seen.add(line.replaceFirst("[{ ].*", "")));
        }
      }
    }
    return seen;
  }

  private static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    for (JsonNode rule : rules()) {
      all.add(rule.get("expr").asText());
    }
    JsonNode dashboard =
        new YAMLMapper().readTree(Files.readString(FILES.resolve("dashboard.json")));
    dashboard.findValues("expr").forEach(expression -> all.add(expression.asText()));
    return all;
  }

  private static JsonNode rules() throws IOException {
    return new YAMLMapper()
        .readTree(Files.readString(FILES.resolve("rules.yaml")))
        .at("/groups/0/rules");
  }
}
