package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.protocol.artifact.ArtifactKind;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs in the local stack, watched by a recorder; after each test the invariants are checked. */
@ExtendWith(Matrix.class)
abstract class JobTest {
  /** The pod's artifacts, and the report as Markdown and as a page. */
  static final int ARTIFACTS = ArtifactKind.values().length + 2;

  static final AtomicLong SEEDS = new AtomicLong();

  static Stack stack;
  static Recorder recorder;

  @BeforeAll
  static void start() {
    stack = new Stack();
    stack.awaitReady("operator");
    stack.awaitReady("worker");
    recorder = new Recorder(stack);
  }

  /**
   * Nothing is written any more once all has ended (I9, five minutes scaled), no secret is told.
   */
  @AfterAll
  static void stop() {
    long writes = recorder.writes();
    await()
        .during(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(recorder.writes()).isEqualTo(writes));
    assertThat(new Canaries(stack).found()).isEmpty();
    assertThat(ModelPaths.unexplained(recorder.history(), recorder.since())).isEmpty();
    recorder.close();
    stack.close();
  }

  /** Whatever a test did, the invariants hold once things are quiet. */
  @AfterEach
  void invariantsHold() {
    await().untilAsserted(() -> assertThat(Invariants.violations(recorder.history())).isEmpty());
  }

  static String submit(String tier, int rounds) {
    return submitSpec(spec(tier, rounds));
  }

  static String spec(String tier, int rounds) {
    return spec(
        tier,
        rounds,
        "seed: The Greens back the draft. The police union doubts it. Leyla Demir called it"
            + " misleading.");
  }

  static String submit(String tier, int rounds, String seed) {
    return submitSpec(spec(tier, rounds, seed));
  }

  /** Another random seed for each keeps tests' jobs from being duplicates. */
  static String spec(String tier, int rounds, String seed) {
    return """
        tier: %s
        rounds: %d
        agents: 10
        randomSeed: %d
        goal: Will it be adopted?
        %s"""
        .formatted(tier, rounds, SEEDS.incrementAndGet(), seed);
  }

  static String submitSpec(String spec) {
    return submitSpecTo(NAMESPACE, spec);
  }

  static String submitSpecTo(String namespace, String spec) {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    SimulationJob job =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: SimulationJob\nspec:\n" + spec.indent(2),
            SimulationJob.class);
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(namespace)
            .withLabels(Map.of("test", name))
            .build());
    stack.kubernetes.resource(job).create();
    return name;
  }

  static SimulationJob running(String name) {
    return stack.awaitJob(
        name,
        job ->
            phase(job) == Phase.RUNNING
                && job.getStatus().progress() != null
                && job.getStatus().progress().round() > 0);
  }

  static SimulationJob tornDown(String name, Phase phase) {
    SimulationJob job =
        stack.awaitJob(
            name,
            j ->
                j.getStatus() != null
                    && phase(j) != null
                    && phase(j).terminal()
                    && "True".equals(condition(j, "TornDown"))
                    && j.getMetadata().getFinalizers().isEmpty()
                    && (phase(j) != Phase.COMPLETED
                        || j.getStatus().artifacts().size() == ARTIFACTS));
    assertThat(phase(job)).as("%s", job.getStatus().failure()).isEqualTo(phase);
    return job;
  }

  static void deleted(String name, String id) {
    stack.kubernetes.resources(SimulationJob.class).inNamespace(NAMESPACE).withName(name).delete();
    await().until(() -> stack.job(name) == null);
    assertThat(stack.pods(id)).isEmpty();
    assertThat(stack.row(id).failure().reason().title()).isEqualTo("Cancelled");
  }

  static Pod pod(SimulationJob job) {
    List<Pod> pods = stack.pods(job.getMetadata().getUid());
    assertThat(pods).hasSize(1);
    return pods.getFirst();
  }

  static void edit(String name, String patch) {
    stack
        .kubernetes
        .resources(SimulationJob.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  static Phase phase(SimulationJob job) {
    return job.getStatus() == null ? null : job.getStatus().phase();
  }

  static String condition(SimulationJob job, String type) {
    return conditionOf(job, type).map(Condition::getStatus).orElse("Unknown");
  }

  static String reason(SimulationJob job, String type) {
    return conditionOf(job, type).map(Condition::getReason).orElse("Unknown");
  }

  static String message(SimulationJob job, String type) {
    return conditionOf(job, type).map(Condition::getMessage).orElse("");
  }

  private static Optional<Condition> conditionOf(SimulationJob job, String type) {
    return job.getStatus() == null || job.getStatus().conditions() == null
        ? Optional.empty()
        : job.getStatus().conditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .findFirst();
  }

  static String stalledReason(SimulationJob job) {
    return job == null || job.getStatus() == null || job.getStatus().conditions() == null
        ? null
        : job.getStatus().conditions().stream()
            .filter(c -> c.getType().equals("Stalled") && c.getStatus().equals("True"))
            .map(Condition::getReason)
            .findFirst()
            .orElse(null);
  }

  static String digest(SimulationJob job, String artifact) {
    return job.getStatus().artifacts().stream()
        .filter(a -> a.name().equals(artifact))
        .map(a -> a.sha256())
        .findFirst()
        .orElseThrow();
  }

  static Map<String, String> digests(SimulationJob job) {
    return job.getStatus().artifacts().stream()
        .collect(Collectors.toMap(ArtifactStatus::name, ArtifactStatus::sha256));
  }
}
