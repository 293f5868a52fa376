package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobNames;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of what Shoal stands on: Temporal, PostgreSQL, the object store, nodes and processes. */
@Alone
class NetworkFaultTest extends JobTest {
  @AfterEach
  void heal() throws IOException {
    for (String server : new String[] {"temporal", "minio", "postgres"}) {
      Proxy proxy = stack.network(server);
      proxy.enable();
      for (var toxic : proxy.toxics().getAll()) {
        toxic.remove();
      }
    }
  }

  /**
   * The start arrives, what Temporal says of it doesn't. The client leaves its connection each
   * minute and makes another at its next call, which can't come about meanwhile: then once more.
   */
  @Test
  @Row(8)
  @Tag("e2e")
  void theAnswerToAWorkflowsStartIsLost() throws IOException {
    String name = submitUnanswered();
    for (int again = 0; again < 5 && !started(name); again++) {
      stack.network("temporal").toxics().get("lost").remove();
      tornDown(name, Phase.COMPLETED);
      name = submitUnanswered();
    }
    stack.awaitJob(name, job -> "TemporalUnavailable".equals(stalledReason(job)));
    assertThat(started(name)).isTrue();
    stack.network("temporal").toxics().get("lost").remove();
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  private static String submitUnanswered() throws IOException {
    stack.network("temporal").toxics().timeout("lost", ToxicDirection.DOWNSTREAM, 0);
    return submit("test-fast", 5);
  }

  private static boolean started(String name) {
    String id = await().until(() -> stack.job(name), Objects::nonNull).getMetadata().getUid();
    try {
      await().atMost(Duration.ofSeconds(15)).until(() -> stack.workflowExists(id));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /**
   * The worker that has the step is held still until another has it too, then goes on beside it.
   */
  @Test
  @Row(10)
  @Tag("faults")
  void aStepRunsTwiceAtOnce() {
    stack.scale("worker", 2);
    try {
      String name = submit("test-slow", 40);
      String id = running(name).getMetadata().getUid();
      long before = stack.scheduled(JobNames.workflowId(id), "SubmitAndPoll");
      Pod holder = stack.holder(JobNames.workflowId(id), "SubmitAndPoll");
      stack.machine.signal(holder, "STOP");
      try {
        await().until(() -> stack.scheduled(JobNames.workflowId(id), "SubmitAndPoll") > before);
      } finally {
        stack.machine.signal(holder, "CONT");
      }
      assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
    } finally {
      stack.scale("worker", 1);
    }
  }

  /** A quarter of an hour, scaled. */
  @Test
  @Row(11)
  @Tag("faults")
  void allWorkersAreAwayInMidRun() throws InterruptedException {
    String name = submit("test-slow", 40);
    running(name);
    stack.scale("worker", 0);
    try {
      Thread.sleep(Duration.ofSeconds(45)); // the fault itself
    } finally {
      stack.scale("worker", 1);
    }
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(12)
  @Tag("e2e")
  void theDatabaseIsAwayInMidRun() throws InterruptedException {
    String name = submit("test-slow", 40);
    running(name);
    stack.network("postgres", false);
    Thread.sleep(Duration.ofSeconds(8)); // the fault itself
    stack.network("postgres", true);
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(14)
  @Tag("e2e")
  void aFreshPodWaitsForItsCheckpointWhileStorageIsAway() {
    String name = submit("test-slow", 40);
    Pod pod = pod(running(name));
    long before = waits();
    stack.network("minio", false);
    stack.kubernetes.resource(pod).delete();
    await().until(() -> waits() > before);
    stack.network("minio", true);
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(2);
  }

  private static long waits() {
    return stack.log("worker").lines().filter(line -> line.contains("a step waits")).count();
  }

  /** No reset, no answer; what waits for one gives up within a minute, and tells a new job so. */
  @Test
  @Row(13)
  @Tag("faults")
  void theDatabaseIsABlackHole() throws IOException {
    String name = submit("test-slow", 40);
    running(name);
    Proxy database = stack.network("postgres");
    database.toxics().timeout("up", ToxicDirection.UPSTREAM, 0);
    database.toxics().timeout("down", ToxicDirection.DOWNSTREAM, 0);
    String late = submit("test-fast", 5);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "DatabaseUnavailable".equals(stalledReason(stack.job(late))));
    database.toxics().get("up").remove();
    database.toxics().get("down").remove();
    tornDown(name, Phase.COMPLETED);
    tornDown(late, Phase.COMPLETED);
  }

  /** The worker is held still while the pod uploads, and finds another file than was declared. */
  @Test
  @Row(15)
  @Tag("e2e")
  void anUploadThatIsReplacedIsNeverTakenForComplete() throws IOException {
    Optional<String> replaced = Optional.empty();
    while (replaced.isEmpty()) {
      replaced = withAReplacedUpload();
    }
    SimulationJob job = tornDown(replaced.get(), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("ArtifactsMissing");
    assertThat(condition(job, "Complete")).isEqualTo("False");
  }

  /** A job of which a file was replaced; none if its worker had begun to look at the files. */
  private static Optional<String> withAReplacedUpload() throws IOException {
    String name = submit("test-slow", 10);
    String id = running(name).getMetadata().getUid();
    String key = JobNames.artifactKey(id, 1, "chat_log.json");
    Stack.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> stack.store.stat(key).isPresent());
    stack.machine.signal("worker", "STOP");
    try {
      if (!asked(id, "UploadAndFinalize")) {
        stack.store.write(key, "[]".getBytes(UTF_8), "application/json");
        return Optional.of(name);
      }
    } finally {
      stack.machine.signal("worker", "CONT");
    }
    tornDown(name, Phase.COMPLETED);
    return Optional.empty();
  }

  /** Whether a job's workflow has asked for a step. */
  private static boolean asked(String id, String step) {
    return stack.temporal.client().fetchHistory(JobNames.workflowId(id)).getEvents().stream()
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .anyMatch(step::equals);
  }

  /** While its node is away, a deleted pod stays; none takes its place before it is gone. */
  @Test
  @Row(18)
  @Tag("faults")
  void aPodThatCannotEndIsNotReplaced() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    Pod pod = pod(job);
    stack.machine.server("stop", "kubelet");
    try {
      stack.kubernetes.resource(pod).delete();
      await()
          .during(Duration.ofSeconds(10))
          .until(() -> stack.pods(job.getMetadata().getUid()).size() == 1);
    } finally {
      stack.machine.server("start", "kubelet");
      stack.restoreGpus();
    }
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("Preempted", null);
  }

  @Test
  @Row(20)
  @Tag("e2e")
  void cancelledWhileItsPodWaitsForANode() {
    String name = submit("test-no-node", 5);
    SimulationJob job = stack.awaitJob(name, j -> phase(j) == Phase.PROVISIONING);
    stack.cancelWorkflow(job.getMetadata().getUid());
    assertThat(tornDown(name, Phase.FAILED).getStatus().failure().reason()).isEqualTo("Cancelled");
  }

  @Test
  @Row(22)
  @Tag("faults")
  void itsNamespaceIsDeletedInMidRun() {
    stack.createNamespace("e2e-gone");
    String name = submitSpecTo("e2e-gone", spec("test-slow", 40));
    SimulationJob job =
        await()
            .until(() -> stack.job("e2e-gone", name), j -> j != null && phase(j) == Phase.RUNNING);
    String id = job.getMetadata().getUid();
    stack.kubernetes.namespaces().withName("e2e-gone").delete();
    await().until(() -> stack.kubernetes.namespaces().withName("e2e-gone").get() == null);
    await().until(() -> stack.row(id).phase().terminal());
    await()
        .until(() -> stack.attempts.of(id).stream().allMatch(attempt -> attempt.goneAt() != null));
    assertThat(stack.row(id).failure().reason().title()).isEqualTo("Cancelled");
  }

  @Test
  @Row(23)
  @Tag("faults")
  void temporalIsGoneForGoodAndTheJobIsDeleted() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    stack.network("temporal", false);
    stack.kubernetes.resource(job).delete();
    await().until(() -> stack.job(name) == null);
    assertThat(stack.pods(job.getMetadata().getUid())).isEmpty();
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("WorkflowNotEnded: "));
    stack.network("temporal", true);
    await().until(() -> stack.row(job.getMetadata().getUid()).phase().terminal());
  }

  @Test
  @Row(24)
  @Tag("faults")
  void theClocksAreWrong() {
    for (String offset : new String[] {"+600", "-600"}) {
      try (WrongClocks _ = new WrongClocks(stack, offset)) {
        String name = submit("test-slow", 10);
        Pod pod = pod(running(name));
        stack.kubernetes.resource(pod).delete();
        assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(2);
      }
    }
  }

  @Test
  @Row(27)
  @Tag("e2e")
  void anEngineThatIsKilledGoesOnInAFreshPod() {
    String name = submit("test-slow", 30);
    stack.machine.signal(pod(running(name)), "KILL");
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("EngineKilled", null);
  }

  @Test
  @Row(27)
  @Tag("faults")
  void aPodWithoutEnoughMemoryFailsByThatName() {
    String spec = spec("test-slow", 40) + "\npod: {resources: {limits: {memory: 40Mi}}}";
    SimulationJob job = tornDown(submitSpec(spec), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isIn("OutOfMemory", "BadHost");
    assertThat(job.getStatus().attempts()).hasSize(2);
  }
}
