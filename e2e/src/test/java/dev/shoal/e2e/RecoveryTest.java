package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.AvoidedNode;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.LiveStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is done to a job on its way, and how it gets on. */
@Alongside
class RecoveryTest extends JobTest {
  @Alone
  @Test
  @Tag("e2e")
  void operatorAndWorkerKilledInMidRunLoseNothing() {
    String name = submit("test-slow", 40);
    running(name);
    stack.machine.kill("operator");
    stack.machine.kill("worker");
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(19)
  @Tag("e2e")
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
  @Tag("faults")
  void aStuckPodIsSwappedOnceThenTheJobFails() {
    SimulationJob job = tornDown(submit("test-stuck", 5), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Stuck");
    assertThat(job.getStatus().attempts())
        .extracting(AttemptStatus::reason)
        .containsExactly("Stuck", "Stuck");
  }

  @Alone
  @Test
  @Row(19)
  @Tag("e2e")
  void anUnreachablePodIsTriedAgain() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    Pod pod = pod(job);
    stack.machine.link(pod, "down");
    await()
        .until(
            () ->
                stack.scheduled(JobNames.workflowId(job.getMetadata().getUid()), "SubmitAndPoll")
                    >= 2);
    stack.machine.link(pod, "up");
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Alone
  @Test
  @Row(19)
  @Tag("faults")
  void aPodThatStaysUnreachableFailsTheJob() {
    String name = submit("test-slow", 40);
    stack.machine.link(pod(running(name)), "down");
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("PodUnreachable");
  }

  @Test
  @Tag("e2e")
  void cancellingTheWorkflowFailsTheJobAndTearsDown() {
    String name = submit("test-slow", 40);
    stack.cancelWorkflow(running(name).getMetadata().getUid());
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Cancelled");
  }

  @Test
  @Row(21)
  @Tag("e2e")
  void terminatingTheWorkflowIsNoticedAndThePodReaped() {
    String name = submit("test-slow", 40);
    stack.terminateWorkflow(running(name).getMetadata().getUid());
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("EngineLost");
  }

  @Test
  @Tag("e2e")
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
  @Row(22)
  @Tag("e2e")
  void deletingTheJobWhileItsPodWaitsForANodeLeavesNothing() {
    String name = submit("test-no-node", 5);
    SimulationJob job = stack.awaitJob(name, j -> phase(j) == Phase.PROVISIONING);
    await().until(() -> !stack.pods(job.getMetadata().getUid()).isEmpty());
    deleted(name, job.getMetadata().getUid());
  }

  @Test
  @Tag("e2e")
  void deletingTheJobWhileItRunsLeavesNothing() {
    String name = submit("test-slow", 40);
    deleted(name, running(name).getMetadata().getUid());
  }

  @Test
  @Row(16)
  @Tag("e2e")
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
  @Row(16)
  @Tag("e2e")
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

  @Alone
  @Test
  @Row(14)
  @Tag("e2e")
  void storageAwayAtTheEndIsWaitedForAndNeverTakenForComplete() {
    String name = submit("test-slow", 20);
    SimulationJob job = running(name);
    stack.machine.server("stop", "minio");
    try {
      await()
          .until(
              () -> stack.job(name).getStatus().progress(), p -> p != null && p.percent() == 100);
      assertThat(stack.row(job.getMetadata().getUid()).phase()).isEqualTo(JobPhase.RUNNING);
    } finally {
      stack.machine.server("start", "minio");
    }
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().artifacts()).hasSize(ARTIFACTS);
  }

  @Alone
  @Test
  @Row(7)
  @Tag("e2e")
  void temporalAwayAtSubmissionStallsThenRuns() {
    stack.machine.server("stop", "temporal-forward");
    String name;
    try {
      name = submit("test-fast", 10);
      stack.awaitJob(name, job -> "TemporalUnavailable".equals(stalledReason(job)));
      assertThat(stack.jobs.find(stack.job(name).getMetadata().getUid())).isEmpty();
    } finally {
      stack.machine.server("start", "temporal-forward");
    }
    tornDown(name, Phase.COMPLETED);
  }
}
