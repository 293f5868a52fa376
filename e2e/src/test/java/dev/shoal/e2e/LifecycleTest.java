package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.AvoidedNode;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.LiveStatus;
import dev.shoal.protocol.artifact.ArtifactKind;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One job through every real part, and what is done to it on the way. */
@Tag("e2e")
class LifecycleTest {
  /** The pod's artifacts, and the report as Markdown and as a page. */
  private static final int ARTIFACTS = ArtifactKind.values().length + 2;

  private static final AtomicLong SEEDS = new AtomicLong();

  private static Stack stack;
  private static Recorder recorder;

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
    recorder.close();
    stack.close();
  }

  /** Whatever a test did, the invariants hold once things are quiet. */
  @AfterEach
  void invariantsHold() {
    await().untilAsserted(() -> assertThat(Invariants.violations(recorder.history())).isEmpty());
  }

  @Test
  void happyPathLeavesArtifactsReportAndNoPod() throws IOException {
    String name = submit("test-fast", 20);
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    String id = job.getMetadata().getUid();
    assertThat(job.getStatus().artifacts()).hasSize(ARTIFACTS);
    for (var artifact : job.getStatus().artifacts()) {
      assertThat(stack.store.stat(artifact.key()))
          .hasValueSatisfying(stored -> assertThat(stored.bytes()).isEqualTo(artifact.bytes()));
    }
    assertThat(job.getStatus().keyInsight()).isNotBlank();
    assertThat(job.getStatus().markets()).isNotEmpty();
    assertThat(stack.row(id).phase()).isEqualTo(JobPhase.COMPLETED);
    assertThat(stack.pods(id)).isEmpty();
    assertThat(job.getMetadata().getFinalizers()).isEmpty();
    assertThat(condition(job, "Complete")).isEqualTo("True");
    assertThat(condition(job, "Failed")).isEqualTo("False");
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    String spec = spec("test-fast", 15);
    SimulationJob first = tornDown(submitSpec(spec), Phase.COMPLETED);
    SimulationJob second = tornDown(submitSpec(spec), Phase.COMPLETED);
    assertThat(digest(second, "chat_log.json")).isEqualTo(digest(first, "chat_log.json"));
    assertThat(digest(second, "trades.json")).isEqualTo(digest(first, "trades.json"));
  }

  @Test
  void operatorAndWorkerKilledInMidRunLoseNothing() {
    String name = submit("test-slow", 40);
    running(name);
    stack.kill("operator");
    stack.kill("worker");
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().attempts()).hasSize(1);
  }

  @Test
  void aBadHostIsSwappedOnceThenTheJobFails() {
    String name = submit("test-bad-host", 5);
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("BadHost");
    assertThat(job.getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("BadHost", "BadHost");
    await()
        .untilAsserted(
            () ->
                assertThat(stack.tier("test-bad-host").getStatus().avoidedNodes())
                    .extracting(AvoidedNode::name)
                    .contains(job.getStatus().attempts().getLast().node()));
  }

  @Test
  void aStuckPodIsSwappedOnceThenTheJobFails() {
    SimulationJob job = tornDown(submit("test-stuck", 5), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Stuck");
    assertThat(job.getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("Stuck", "Stuck");
  }

  @Test
  void anUnreachablePodIsTriedAgain() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    Pod pod = pod(job);
    stack.link(pod, "down");
    await().until(() -> stack.scheduled(job.getMetadata().getUid(), "SubmitAndPoll") >= 2);
    stack.link(pod, "up");
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  void aPodThatStaysUnreachableFailsTheJob() {
    String name = submit("test-slow", 40);
    stack.link(pod(running(name)), "down");
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("PodUnreachable");
  }

  @Test
  void cancellingTheWorkflowFailsTheJobAndTearsDown() {
    String name = submit("test-slow", 40);
    stack.cancelWorkflow(running(name).getMetadata().getUid());
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Cancelled");
  }

  @Test
  void terminatingTheWorkflowIsNoticedAndThePodReaped() {
    String name = submit("test-slow", 40);
    stack.terminateWorkflow(running(name).getMetadata().getUid());
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("EngineLost");
  }

  @Test
  void aPodWhoseLabelsWereTakenAwayIsReapedByItsName() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    Pod pod = pod(job);
    stack
        .kubernetes
        .resource(pod)
        .edit(p -> p.edit().editMetadata().withLabels(Map.of()).endMetadata().build());
    stack.terminateWorkflow(job.getMetadata().getUid());
    assertThat(tornDown(name, Phase.FAILED).getStatus().failure().reason()).isEqualTo("EngineLost");
    assertThat(stack.kubernetes.resource(pod).get()).isNull();
  }

  @Test
  void deletingTheJobWhileItsPodWaitsForANodeLeavesNothing() {
    String name = submit("test-no-node", 5);
    SimulationJob job = stack.awaitJob(name, j -> phase(j) == Phase.PROVISIONING);
    await().until(() -> !stack.pods(job.getMetadata().getUid()).isEmpty());
    deleted(name, job.getMetadata().getUid());
  }

  @Test
  void deletingTheJobWhileItRunsLeavesNothing() {
    String name = submit("test-slow", 40);
    deleted(name, running(name).getMetadata().getUid());
  }

  @Test
  void aDeletedPodIsReplacedOnceItIsGone() {
    String name = submit("test-slow", 20);
    Pod pod = pod(running(name));
    stack.kubernetes.resource(pod).delete();
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("Preempted", null);
    await()
        .untilAsserted(
            () ->
                assertThat(stack.events(name))
                    .contains("Preempted: pod attempt 1 on node local was given up"));
  }

  @Test
  void aSwappedPodGoesOnFromTheCheckpointAndEndsInTheSameBytes() {
    String spec = spec("test-slow", 30);
    String disturbed = submitSpec(spec);
    SimulationJob job =
        stack.awaitJob(
            disturbed,
            j -> j.getStatus().progress() != null && j.getStatus().progress().round() >= 12);
    String uid = job.getMetadata().getUid();
    stack.kubernetes.resource(pod(job)).delete();
    LiveStatus again = await().until(() -> liveOfAttempt(uid, 2), Objects::nonNull);
    assertThat(again.round()).isGreaterThanOrEqualTo(10);
    SimulationJob swapped = tornDown(disturbed, Phase.COMPLETED);
    SimulationJob undisturbed = tornDown(submitSpec(spec), Phase.COMPLETED);
    assertThat(digests(swapped)).isEqualTo(digests(undisturbed)).hasSize(ARTIFACTS);
  }

  private static @Nullable LiveStatus liveOfAttempt(String uid, int attempt) {
    LiveStatus live = stack.row(uid).liveStatus();
    return live != null
            && live.round() > 0
            && stack.attempts.of(uid).stream()
                .filter(candidate -> candidate.attempt() == attempt)
                .anyMatch(
                    candidate ->
                        candidate.runningAt() != null && live.at().isAfter(candidate.runningAt()))
        ? live
        : null;
  }

  private static Map<String, String> digests(SimulationJob job) {
    return job.getStatus().artifacts().stream()
        .collect(Collectors.toMap(ArtifactStatus::name, ArtifactStatus::sha256));
  }

  @Test
  void storageAwayAtTheEndIsWaitedForAndNeverTakenForComplete() {
    String name = submit("test-slow", 20);
    SimulationJob job = running(name);
    stack.server("stop", "minio");
    try {
      await()
          .until(
              () -> stack.job(name).getStatus().progress(), p -> p != null && p.percent() == 100);
      assertThat(stack.row(job.getMetadata().getUid()).phase()).isEqualTo(JobPhase.RUNNING);
    } finally {
      stack.server("start", "minio");
    }
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().artifacts()).hasSize(ARTIFACTS);
  }

  @Test
  void seedsAreReadFromTheObjectStore() throws IOException {
    byte[] seed = "The harbour board of Elmouth votes on the new quay.".getBytes(UTF_8);
    String key = "inputs/" + NAMESPACE + "/" + UUID.randomUUID() + ".md";
    String name = submit("test-fast", 5, "seedFrom: {objectRef: {key: " + key + "}}");
    stack.awaitJob(name, job -> "SeedNotFound".equals(stalledReason(job)));
    stack.store.write(key, seed, "text/markdown");
    tornDown(name, Phase.COMPLETED);
  }

  @Test
  void seedsAreReadFromWhereASecretOpens() throws IOException {
    byte[] seed = "The harbour board of Elmouth votes on the new quay.".getBytes(UTF_8);
    String key = "elsewhere/" + UUID.randomUUID() + ".md";
    stack.store.write(key, seed, "text/markdown");
    stack
        .kubernetes
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("seed-store")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("access-key", Stack.env("S3_ACCESS_KEY"))
                .addToStringData("secret-key", Stack.env("S3_SECRET_KEY"))
                .build())
        .serverSideApply();
    String name =
        submit(
            "test-fast",
            5,
            "seedFrom: {objectRef: {key: %s, bucket: %s, secretRef: {name: seed-store}}}"
                .formatted(key, Stack.env("S3_BUCKET")));
    tornDown(name, Phase.COMPLETED);
  }

  @Test
  void temporalAwayAtSubmissionStallsThenRuns() {
    stack.server("stop", "temporal-forward");
    String name;
    try {
      name = submit("test-fast", 10);
      stack.awaitJob(name, job -> "TemporalUnavailable".equals(stalledReason(job)));
      assertThat(stack.jobs.find(stack.job(name).getMetadata().getUid())).isEmpty();
    } finally {
      stack.server("start", "temporal-forward");
    }
    tornDown(name, Phase.COMPLETED);
  }

  @Test
  void suspendingGivesTheGpuBackAndResumingRunsAnew() {
    String name = submit("test-slow", 30);
    SimulationJob job = running(name);
    edit(name, "{\"spec\":{\"suspend\":true}}");
    stack.awaitJob(name, j -> phase(j) == Phase.DRAFT);
    await().until(() -> stack.pods(job.getMetadata().getUid()).isEmpty());
    edit(name, "{\"spec\":{\"suspend\":false}}");
    SimulationJob done = tornDown(name, Phase.COMPLETED);
    assertThat(done.getStatus().run()).isEqualTo(2);
    assertThat(done.getStatus().attempts()).extracting(AttemptStatus::number).containsExactly(1, 2);
  }

  /** The next run is asked for while the workflow of the one before is about to end. */
  @Test
  void resumingBeforeTheSuspendedRunHasEndedLosesNothing() {
    String name = submit("test-slow", 20);
    String id = running(name).getMetadata().getUid();
    edit(name, "{\"spec\":{\"suspend\":true}}");
    await().until(() -> stack.signalled(id));
    edit(name, "{\"spec\":{\"suspend\":false}}");
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().run()).isEqualTo(2);
  }

  @Test
  void anEndedJobRunsAgainFromItsReportOrFromTheStart() {
    String name = submitSpec(spec("test-fast", 10) + "\nrerun: {nonce: at-first, from: Start}");
    SimulationJob first = tornDown(name, Phase.COMPLETED);
    assertThat(first.getStatus().run()).isEqualTo(1);
    edit(name, "{\"spec\":{\"rerun\":{\"nonce\":\"again\",\"from\":\"Report\"}}}");
    stack.awaitJob(name, job -> Integer.valueOf(2).equals(job.getStatus().run()));
    SimulationJob reported = tornDown(name, Phase.COMPLETED);
    assertThat(reported.getStatus().attempts()).hasSize(1);
    assertThat(digest(reported, "manifest.json")).isEqualTo(digest(first, "manifest.json"));
    edit(name, "{\"spec\":{\"rerun\":{\"nonce\":\"anew\",\"from\":\"Start\"}}}");
    stack.awaitJob(name, job -> Integer.valueOf(3).equals(job.getStatus().run()));
    SimulationJob anew = tornDown(name, Phase.COMPLETED);
    assertThat(anew.getStatus().attempts()).hasSize(2);
    assertThat(digest(anew, "manifest.json")).isEqualTo(digest(first, "manifest.json"));
  }

  @Test
  void theBudgetEndsTheJobAndMayGrowMeanwhile() {
    String name = submitSpec(spec("test-slow", 40) + "\nbudget: {maxGpuSeconds: 600}");
    running(name);
    assertThatThrownBy(() -> edit(name, "{\"spec\":{\"budget\":{\"maxGpuSeconds\":5}}}"))
        .hasMessageContaining("spec.budget.maxGpuSeconds can only grow");
    edit(name, "{\"spec\":{\"budget\":{\"maxGpuSeconds\":700}}}");
    tornDown(name, Phase.COMPLETED);

    SimulationJob job =
        tornDown(submitSpec(spec("test-slow", 40) + "\nbudget: {maxGpuSeconds: 5}"), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("BudgetExceeded");
    assertThat(job.getStatus().gpuSeconds()).isBetween(5L, 12L);
  }

  @Test
  void theDeadlineEndsTheJob() {
    String name = submitSpec(spec("test-no-node", 5) + "\nactiveDeadlineSeconds: 60");
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void aFinishedJobGoesAfterItsTimeToLive() {
    String name = submitSpec(spec("test-fast", 5) + "\nttlSecondsAfterFinished: 1");
    String id = await().until(() -> stack.job(name), Objects::nonNull).getMetadata().getUid();
    await().until(() -> stack.job(name) == null);
    assertThat(stack.row(id).phase()).isEqualTo(JobPhase.COMPLETED);
  }

  @Test
  void anEndedJobWhoseRowIsDeletedStaysAsItIs() {
    String name = submit("test-fast", 5);
    String id = tornDown(name, Phase.COMPLETED).getMetadata().getUid();
    stack
        .database
        .jdbi()
        .useHandle(
            handle -> handle.execute("DELETE FROM simulation_jobs WHERE job_id = ?::uuid", id));
    edit(name, "{\"metadata\":{\"annotations\":{\"looked\":\"at\"}}}");
    await()
        .during(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(phase(stack.job(name))).isEqualTo(Phase.COMPLETED);
              assertThat(stack.jobs.find(id)).isEmpty();
              assertThat(stack.pods(id)).isEmpty();
            });
  }

  @Test
  void theLedgerAgreesWithTheApiServer() {
    String name = submit("test-fast", 10);
    String id = tornDown(name, Phase.COMPLETED).getMetadata().getUid();
    Attempt attempt = stack.attempts.of(id).getFirst();
    assertThat(attempt.boundAt()).isNotNull();
    assertThat(attempt.goneAt()).isAfter(attempt.boundAt());
    assertThat(attempt.gpuSeconds()).isPositive();
    assertThat(attempt.estimated()).isFalse();
  }

  private static String submit(String tier, int rounds) {
    return submitSpec(spec(tier, rounds));
  }

  private static String spec(String tier, int rounds) {
    return spec(
        tier,
        rounds,
        "seed: The Greens back the draft. The police union doubts it. Leyla Demir called it"
            + " misleading.");
  }

  private static String submit(String tier, int rounds, String seed) {
    return submitSpec(spec(tier, rounds, seed));
  }

  /** Another random seed for each keeps tests' jobs from being duplicates. */
  private static String spec(String tier, int rounds, String seed) {
    return """
        tier: %s
        rounds: %d
        agents: 10
        randomSeed: %d
        goal: Will it be adopted?
        %s"""
        .formatted(tier, rounds, SEEDS.incrementAndGet(), seed);
  }

  private static String submitSpec(String spec) {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    SimulationJob job =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: SimulationJob\nspec:\n" + spec.indent(2),
            SimulationJob.class);
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(NAMESPACE)
            .withLabels(Map.of("test", name))
            .build());
    stack.kubernetes.resource(job).create();
    return name;
  }

  private static SimulationJob running(String name) {
    return stack.awaitJob(
        name,
        job ->
            phase(job) == Phase.RUNNING
                && job.getStatus().progress() != null
                && job.getStatus().progress().round() > 0);
  }

  private static SimulationJob tornDown(String name, Phase phase) {
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

  private static void deleted(String name, String id) {
    stack.kubernetes.resources(SimulationJob.class).inNamespace(NAMESPACE).withName(name).delete();
    await().until(() -> stack.job(name) == null);
    assertThat(stack.pods(id)).isEmpty();
    assertThat(stack.row(id).failure().reason().title()).isEqualTo("Cancelled");
  }

  private static Pod pod(SimulationJob job) {
    List<Pod> pods = stack.pods(job.getMetadata().getUid());
    assertThat(pods).hasSize(1);
    return pods.getFirst();
  }

  private static void edit(String name, String patch) {
    stack
        .kubernetes
        .resources(SimulationJob.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static Phase phase(SimulationJob job) {
    return job.getStatus() == null ? null : job.getStatus().phase();
  }

  private static String condition(SimulationJob job, String type) {
    return job.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(Condition::getStatus)
        .findFirst()
        .orElse("Unknown");
  }

  private static String stalledReason(SimulationJob job) {
    return job.getStatus() == null || job.getStatus().conditions() == null
        ? null
        : job.getStatus().conditions().stream()
            .filter(c -> c.getType().equals("Stalled") && c.getStatus().equals("True"))
            .map(Condition::getReason)
            .findFirst()
            .orElse(null);
  }

  private static String digest(SimulationJob job, String artifact) {
    return job.getStatus().artifacts().stream()
        .filter(a -> a.name().equals(artifact))
        .map(a -> a.sha256())
        .findFirst()
        .orElseThrow();
  }
}
