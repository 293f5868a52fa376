package dev.shoal.workflow;

import static dev.shoal.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.job.Reason;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationWorkflowTest {
  private static final Histories HISTORIES = Histories.of("simulation");
  private static final JobRef JOB = new JobRef("j", "ns", "name", 1);

  private final ScriptedActivities activities = new ScriptedActivities();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker sim = environment.newWorker(TaskQueues.SIM);
    sim.registerWorkflowImplementationTypes(SimulationWorkflowImpl.class, ReportWorkflowImpl.class);
    sim.registerActivitiesImplementations(activities);
    environment
        .newWorker(
            TaskQueues.LONG,
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(50))
                .build())
        .registerActivitiesImplementations(activities);
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void happyPathGivesThePodBackAndWritesTheReport() {
    run(null);
    await().untilAsserted(() -> assertThat(activities.calls).contains("report a1"));
    assertThat(activities.calls)
        .filteredOn(call -> !call.matches("(report|store).*"))
        .containsExactly(
            "prepare",
            "enrich",
            "derive",
            "provision a1",
            "schedule a1",
            "health a1",
            "poll a1",
            "finalize a1",
            "terminate a1");
  }

  @Test
  void aRerunFromTheReportHasNoPod() {
    activities.reportAttempt = 3;
    run(null);
    report();
    assertThat(activities.calls).noneMatch(call -> call.startsWith("provision"));
    assertThat(activities.calls).anyMatch(call -> call.startsWith("report"));
  }

  @Test
  void anEarlierReportThatWaitsForTheStoreGivesWay() {
    activities.storeIsAwayForTheReport();
    activities.hangIn("store");
    WorkflowClient.start(
        reportWorkflow()::run,
        new ReportInput(JOB, 1, activities.prepare(JOB).limits(), null, false));
    await().untilAsserted(() -> assertThat(activities.calls).contains("store a1"));
    activities.reportAttempt = 3;
    run(null);
    await().untilAsserted(() -> assertThat(activities.calls).contains("report a3"));
    assertThat(activities.calls).noneMatch(call -> call.startsWith("failed"));
  }

  @Test
  void aPodThatAQuotaHasNoRoomForIsTriedAgain() {
    activities.fail("provision", Reason.QUOTA_EXCEEDED);
    activities.fail("provision", Reason.QUOTA_EXCEEDED);
    run(null);
    assertThat(activities.calls)
        .containsSubsequence("provision a1", "provision a1", "provision a1", "schedule a1");
  }

  @Test
  void aQuotaThatNeverHasRoomFailsTheRun() {
    for (int tries = 0; tries < 10; tries++) {
      activities.fail("provision", Reason.QUOTA_EXCEEDED);
    }
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).contains("failed QuotaExceeded", "terminate a1");
  }

  @Test
  void aRunThatWantsNoReportCompletesWithItsArtifacts() {
    activities.withoutReport = true;
    run(null);
    assertThat(activities.calls)
        .containsSubsequence("finalize a1", "complete", "terminate a1")
        .noneMatch(call -> call.startsWith("report"));
  }

  @Test
  void thoseWhoAskedForItAreToldOfTheReport() {
    activities.webhooks = true;
    run(null);
    report();
    assertThat(activities.calls).containsSubsequence("report a1", "tell");
  }

  @Test
  void whoCannotBeToldNowIsToldLater() {
    activities.webhooks = true;
    activities.fail("tell", ApplicationFailure.newFailure("away", "InternalError"));
    run(null);
    report();
    assertThat(activities.calls).filteredOn("tell"::equals).hasSize(2);
  }

  @Test
  void onlyThePodThatMadeTheRunFailMayStay() {
    activities.fail("health", Reason.BAD_HOST);
    activities.fail("health", Reason.BAD_HOST);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).contains("may-stay a2").doesNotContain("may-stay a1");
  }

  @Test
  void aRunWithoutRowEndsWithoutEffect() {
    activities.accept(false);
    run(null);
    assertThat(activities.calls).containsExactly("prepare");
  }

  @Test
  void aBadHostIsSwappedOnceAndNoPodIsLeft() {
    activities.fail("health", Reason.BAD_HOST);
    run(null);
    assertThat(activities.calls)
        .containsSubsequence(
            "health a1", "terminate a1", "provision a2", "poll a2", "terminate a2");
  }

  @Test
  void aSecondBadHostFailsTheJob() {
    activities.fail("health", Reason.BAD_HOST);
    activities.fail("health", Reason.BAD_HOST);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsSubsequence("terminate a2", "failed BadHost")
        .doesNotContain("provision a3");
  }

  @Test
  void anUnreachablePodIsEnteredAgainTwice() {
    activities.fail("poll", Reason.POD_UNREACHABLE);
    activities.fail("poll", Reason.POD_UNREACHABLE);
    run(null);
    assertThat(activities.calls)
        .containsSubsequence("poll a1", "poll a1", "poll a1", "finalize a1")
        .doesNotContain("provision a2");
  }

  @Test
  void aPodThatStaysUnreachableFailsTheJob() {
    for (int i = 0; i < 3; i++) {
      activities.fail("poll", Reason.POD_UNREACHABLE);
    }
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).containsSubsequence("terminate a1", "failed PodUnreachable");
  }

  @Test
  void ourOwnWorkersShutdownCostsNothing() {
    for (int i = 0; i < 10; i++) {
      activities.fail(
          "poll", ApplicationFailure.newNonRetryableFailure("bye", PodActivities.WORKER_SHUTDOWN));
    }
    run(null);
    assertThat(activities.calls).contains("finalize a1").doesNotContain("provision a2");
  }

  @ParameterizedTest
  @EnumSource(names = {"STUCK", "SLOW_POD", "LLM_CIRCUIT_BROKEN"})
  void anAilingPodIsSwappedOnceWhateverAilsIt(Reason reason) {
    activities.fail("poll", reason);
    run(null);
    assertThat(activities.calls).containsSubsequence("terminate a1", "provision a2", "finalize a2");
  }

  @Test
  void ailingPodsShareOneBudget() {
    activities.fail("poll", Reason.STUCK);
    activities.fail("poll", Reason.SLOW_POD);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsSubsequence("terminate a2", "failed SlowPod")
        .doesNotContain("provision a3");
  }

  @Test
  void disruptionsHaveTheirOwnBudget() {
    activities.fail("poll", Reason.PREEMPTED);
    activities.fail("health", Reason.BAD_HOST);
    for (int i = 0; i < 4; i++) {
      activities.fail("poll", Reason.PREEMPTED);
    }
    run(null);
    assertThat(activities.calls).contains("finalize a7").doesNotContain("provision a8");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNSCHEDULABLE", "IMAGE_PULL_FAILED", "ARTIFACTS_MISSING", "ENGINE_FAILED"})
  void whatASwapCannotMendFailsAtOnce(Reason reason) {
    activities.fail("poll", reason);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsSubsequence("poll a1", "terminate a1", "failed " + reason.title())
        .contains("may-stay a1");
  }

  @Test
  void anInfrastructureErrorBeforeTheGpuMarksTheJob() {
    activities.fail("derive", Reason.DATABASE_UNAVAILABLE);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith("failed PreGpuFailed").doesNotContain("provision a1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "poll"})
  void cancellingTheWorkflowTearsDownAndFailsTheJob(String step) {
    activities.hangIn(step);
    WorkflowStub workflow = launch(null);
    await().until(() -> activities.calls.contains(step + " a1"));
    workflow.cancel();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).containsSubsequence("terminate a1", "failed Cancelled");
  }

  @Test
  void aTeardownThatFailsDoesNotHideWhyTheJobFailed() {
    activities.fail("poll", Reason.ENGINE_FAILED);
    activities.fail("terminate", Reason.DATABASE_UNAVAILABLE);
    assertThatThrownBy(() -> run(null)).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).containsSubsequence("terminate a1", "failed EngineFailed");
  }

  @Test
  void suspendingTearsDownAndLeavesADraft() {
    activities.hangIn("poll");
    WorkflowStub workflow = launch(null);
    await().until(() -> activities.calls.contains("poll a1"));
    workflow.signal("stop", new StopRequest(Reason.SUSPENDED, "asked"));
    workflow.signal("stop", new StopRequest(Reason.CANCELLED, "too late"));
    assertThatCode(() -> workflow.getResult(Void.class)).doesNotThrowAnyException();
    assertThat(activities.calls).containsSubsequence("terminate a1", "suspended");
  }

  @Test
  void theDeadlineIsATimerThatTearsDown() {
    activities.hangIn("poll");
    WorkflowStub workflow = launch(environment.currentTimeMillis() + 1_000);
    assertThatCode(() -> workflow.getResult(Void.class)).doesNotThrowAnyException();
    assertThat(activities.calls)
        .containsSubsequence("terminate a1", "failed DeadlineExceeded")
        .doesNotContain("may-stay a1");
  }

  @Test
  void theReportIsTriedAgainAfterATransientError() {
    activities.fail("report", Reason.STORE_UNAVAILABLE);
    activities.fail("report", Reason.STORE_UNAVAILABLE);
    report();
    assertThat(activities.calls).containsExactly("report a1", "report a1", "report a1");
  }

  @Test
  void theFilesOfAWrittenReportWaitForTheStore() {
    activities.storeIsAwayForTheReport();
    for (int i = 0; i < 20; i++) {
      activities.fail(
          "store", ApplicationFailure.newFailure("away", Reason.STORE_UNAVAILABLE.title()));
    }
    report();
    assertThat(activities.calls).hasSize(22).startsWith("report a1").endsWith("store a1");
  }

  @Test
  void aReportThatCannotBeWrittenFailsAtOnce() {
    activities.fail("report", Reason.REPORT_FAILED);
    assertThatThrownBy(this::report).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).containsExactly("report a1", "failed ReportFailed");
  }

  @Test
  void usedUpTriesFailTheReport() {
    for (int i = 0; i < 3; i++) {
      activities.fail("report", Reason.STORE_UNAVAILABLE);
    }
    assertThatThrownBy(this::report).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).hasSize(4).endsWith("failed ReportFailed");
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      activities.fail("health", Reason.BAD_HOST);
      run(null);
      HISTORIES.record("0.1.0-bad-host.json", environment.getWorkflowClient(), "sim-j");
    }
    HISTORIES.replay(SimulationWorkflowImpl.class);
  }

  @Test
  void aChangeThatBreaksReplayIsNoticed() throws IOException {
    String history = Files.readString(HISTORIES.folder().resolve("0.1.0-bad-host.json"));
    String changed = history.replace("\"AwaitScheduled\"", "\"RentNode\"");
    assertThat(changed).isNotEqualTo(history);
    assertThatThrownBy(
            () ->
                WorkflowReplayer.replayWorkflowExecution(
                    WorkflowExecutionHistory.fromJson(changed), SimulationWorkflowImpl.class))
        .hasMessageContaining("AwaitScheduled");
  }

  private void run(@Nullable Long deadline) {
    launch(deadline).getResult(Void.class);
  }

  private WorkflowStub launch(@Nullable Long deadline) {
    SimulationWorkflow workflow =
        environment.getWorkflowClient().newWorkflowStub(SimulationWorkflow.class, options("sim-j"));
    WorkflowClient.start(workflow::run, new SimulationInput(JOB, 1, deadline));
    return WorkflowStub.fromTyped(workflow);
  }

  private void report() {
    RunLimits limits = new ScriptedActivities().prepare(JOB).limits();
    reportWorkflow().run(new ReportInput(JOB, 1, limits, null, false));
  }

  private ReportWorkflow reportWorkflow() {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(ReportWorkflow.class, options("sim-j-report"));
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SIM).build();
  }
}
