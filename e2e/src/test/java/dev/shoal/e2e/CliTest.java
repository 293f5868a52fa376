package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoal.api.v1alpha1.Phase;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as people have it, in a process of its own. */
@Tag("e2e")
@Alongside
class CliTest extends JobTest {
  private static final int PATIENCE_SECONDS = 180;

  @TempDir Path folder;
  private final String name = "cli-" + UUID.randomUUID().toString().substring(0, 8);

  /** What a command did. */
  private record Ran(int code, String out, String err) {}

  @Test
  void aDocumentBecomesAJobThatIsFollowedToItsEnd() throws Exception {
    Path seed = Files.writeString(folder.resolve(name + ".md"), "The union doubts " + name);
    Ran ran =
        shoal(
            "run",
            seed.toString(),
            "--tier",
            "scripted",
            "--goal",
            "Will it?",
            "--rounds",
            "5",
            "-w");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("simulationjob/" + name)
        .contains("Completed  [####################] 100 %");
    assertThat(phase(tornDown(name, Phase.COMPLETED))).isEqualTo(Phase.COMPLETED);

    assertThat(shoal("list").out()).contains("simulationjob/" + name);
    JsonNode listed = new ObjectMapper().readTree(shoal("list", "-o", "json").out());
    assertThat(listed.get("items").findValuesAsText("name")).contains(name);
    assertThat(shoal("describe", name).out())
        .contains("phase        Completed", "TornDown", "ReportReady", "accepted");
    assertThat(shoal("logs", name).err()).contains("has no pod now (Completed)");
    assertThat(shoal("cost").out()).contains("scripted");
    assertThat(shoal("report", name).out()).contains("# ", "Will it?");
    assertThat(shoal("chat", name, "--round", "1").out()).startsWith("#").contains(" round 1 ");
    assertThat(shoal("artifacts", "list", name).out()).contains("trades.json");
    assertThat(shoal("artifacts", "get", name, "-d", folder.toString()).err()).isEmpty();
    assertThat(Files.readString(folder.resolve("report.html"))).contains("<html", name);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(ARTIFACTS + 1); // and the seed
    }
    Path page = folder.resolve("saved.html");
    assertThat(shoal("report", name, "--output", page.toString()).code()).isZero();
    assertThat(page).hasSameBinaryContentAs(folder.resolve("report.html"));
    assertThat(shoal("rerun", name, "-w").code()).isZero();
    assertThat(stack.job(name).getStatus().run()).isEqualTo(2);
  }

  @Test
  void aScriptIsRunToItsEndAndWhatItWroteIsFetched() throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("script.yaml"),
            """
            apiVersion: shoal.dev/v1alpha1
            kind: ScriptRun
            metadata: {name: %s}
            spec: %s
            """
                .formatted(name, ScriptSample.spec("echo told; echo why >&2; exit 3")));
    Ran ran = shoal("run", manifest.toString(), "-w");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("scriptrun/" + name, "Failed", "ScriptFailed");
    assertThat(shoal("describe", name).out()).contains("exit code    3", "STDOUT\n  told");
    assertThat(shoal("logs", name).out()).contains("told\n", "why\n");
    Ran got = shoal("artifacts", "get", name, "stdout.txt", "-d", folder.toString());
    assertThat(got.err()).isEmpty();
    assertThat(got.out()).contains("stdout.txt  5 bytes");
    assertThat(folder.resolve("stdout.txt")).hasContent("told");
    assertThat(shoal("cancel", "scrun/" + name).code()).isZero();
  }

  @Test
  void whatIsNotStoredIsSaidToBeAbsent() throws Exception {
    String job = tornDown(submit("test-fast", 5), Phase.COMPLETED).getMetadata().getName();
    Ran ran = shoal("artifacts", "get", job, "diary.json", "-d", folder.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .hasLineCount(1)
        .contains("ArtifactsMissing: spec.artifacts: " + job + " has no diary.json, only: ")
        .contains("chat_log.json");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theExitCodeIsTheOutcome() throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            apiVersion: shoal.dev/v1alpha1
            kind: SimulationJob
            metadata: {name: %s}
            spec:
            """
                    .formatted(name)
                + spec("test-unschedulable", 5).indent(2));
    Ran ran = shoal("run", manifest.toString(), "--wait");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("Failed").contains("Unschedulable");
  }

  @Test
  void whatTheApiServerRefusesIsSaidInItsWords() throws Exception {
    Path seed = Files.writeString(folder.resolve("seed.md"), "text");
    Ran ran = shoal("run", seed.toString(), "--tier", "scripted", "--goal", "g", "--rounds", "0");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).hasLineCount(1).contains("spec.rounds");
  }

  @Test
  void whatRunsCanBeWatchedAndCancelled() throws Exception {
    String job = submit("test-minute", 40);
    running(job);
    assertThat(shoal("logs", "simjob/" + job).out()).isNotEmpty();
    Ran ran = shoal("cancel", job, "-w");
    assertThat(ran.code()).isZero();
    assertThat(stack.job(job)).isNull();
  }

  @Test
  void aScheduleIsAppliedTriggeredAndDeleted() throws Exception {
    Path schedule =
        Files.writeString(
            folder.resolve("schedule.yaml"),
            Files.readString(Path.of("../examples/nightly.yaml"))
                .replace("name: nightly, namespace: research", "name: " + name));
    assertThat(shoal("schedules", "apply", schedule.toString()).out()).contains(name);
    await().until(() -> shoal("schedules", "list").out().contains("Europe/Berlin"));
    Ran ran = shoal("trigger", name, "-w");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("simulationjob/" + name + "-").contains("Completed");
    assertThat(shoal("schedules", "delete", name).code()).isZero();
  }

  @Test
  void tiersAreListed() throws Exception {
    assertThat(shoal("tiers").out()).contains("NAME", "scripted");
  }

  @Test
  void whatIsNotThereIsSaidInOneLine() throws Exception {
    Ran ran = shoal("describe", "no-such-job");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .hasLineCount(1)
        .contains(
            "there is no SimulationJob or TrainingJob or ReportRun or SourceSync or ScriptRun or WorkflowSchedule");
  }

  @Test
  void whoMayNotIsToldWhomToAsk() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"), nobodysKubeconfig(stack.kubernetes.getMasterUrl() + ""));
    Ran ran = shoal(List.of("KUBECONFIG=" + config), "list");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .hasLineCount(1)
        .contains("forbidden")
        .contains("ask who runs the cluster");
  }

  @Test
  void aClusterThatIsAwayIsSaidToBe() throws Exception {
    Path config =
        Files.writeString(folder.resolve("config"), nobodysKubeconfig("https://127.0.0.1:1"));
    Ran ran = shoal(List.of("KUBECONFIG=" + config), "list");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).hasLineCount(1).contains("the cluster can't be reached");
  }

  private static String nobodysKubeconfig(String server) {
    stack
        .kubernetes
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("nobody")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .build())
        .serverSideApply();
    String token =
        stack
            .kubernetes
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName("nobody")
            .tokenRequest()
            .getStatus()
            .getToken();
    return """
        apiVersion: v1
        kind: Config
        current-context: it
        clusters: [{name: it, cluster: {insecure-skip-tls-verify: true, server: "%s"}}]
        users: [{name: it, user: {token: %s}}]
        contexts: [{name: it, context: {cluster: it, user: it, namespace: %s}}]
        """
        .formatted(server, token, NAMESPACE);
  }

  private static Ran shoal(String... args) throws IOException, InterruptedException {
    List<String> inNamespace = new ArrayList<>(List.of(args));
    if (!inNamespace.getFirst().equals("tiers")) {
      inNamespace.addAll(List.of("-n", NAMESPACE));
    }
    return shoal(List.of(), inNamespace.toArray(String[]::new));
  }

  private static Ran shoal(List<String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.add(Path.of(System.getProperty("shoal.local"), "cli", "shoal").toString());
    command.addAll(List.of(args));
    Path out = Files.createTempFile("shoal", ".out");
    Path err = Files.createTempFile("shoal", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s", command).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
