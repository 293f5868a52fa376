package dev.shoal.workflow;

import static dev.shoal.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.job.Reason;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingWorkflowTest {
  private static final JobRef JOB = new JobRef("j", "ns", "name", 1);
  private static final Histories HISTORIES = Histories.of("training");

  private final ScriptedTraining activities = new ScriptedTraining();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker sim = environment.newWorker(TaskQueues.SIM);
    sim.registerWorkflowImplementationTypes(
        TrainingWorkflowImpl.class, PreprocessingWorkflowImpl.class, InferenceWorkflowImpl.class);
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
  void aTrainingAloneHasOneJob() {
    run();
    assertThat(activities.calls)
        .containsExactly(
            "begin", "validate", "create training", "monitor training", "cleanup", "finish");
  }

  @Test
  void theStepsComeInTheirOrder() {
    activities.allSteps = true;
    run();
    assertThat(activities.calls)
        .containsExactly(
            "begin",
            "validate",
            "create preprocessing",
            "monitor preprocessing",
            "create training",
            "monitor training",
            "create inference",
            "monitor inference",
            "cleanup",
            "finish");
  }

  @Test
  void aRunWithoutRowEndsWithoutEffect() {
    activities.accepted = false;
    run();
    assertThat(activities.calls).containsExactly("begin");
  }

  @Test
  void aDataSetThatWillNotDoHasNoJob() {
    activities.fail("validate", Reason.DATASET_INVALID);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsExactly("begin", "validate", "cleanup", "failed DatasetInvalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessing", "training", "inference"})
  void aStepThatFailsIsTheRunsReasonAndNothingIsLeft(String step) {
    activities.allSteps = true;
    activities.fail("monitor " + step, Reason.OUT_OF_MEMORY);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith("monitor " + step, "cleanup", "failed OutOfMemory");
  }

  @Test
  void whatCannotBeAskedNowIsAskedAgain() {
    activities.fail(
        "validate", ApplicationFailure.newFailure("away", Reason.STORE_UNAVAILABLE.title()));
    activities.fail("create training", new IllegalStateException("no answer"));
    run();
    assertThat(activities.calls)
        .containsSubsequence(
            "validate", "validate", "create training", "create training", "finish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "monitor preprocessing", "monitor training"})
  void suspendingTearsDown(String step) {
    activities.allSteps = true;
    activities.hangIn(step);
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains(step));
    workflow.signal("stop", new StopRequest(Reason.SUSPENDED, "suspended"));
    workflow.getResult(Void.class);
    assertThat(activities.calls).endsWith(step, "cleanup", "suspended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "monitor preprocessing", "monitor training"})
  void cancellingTearsDown(String step) {
    activities.allSteps = true;
    activities.hangIn(step);
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains(step));
    workflow.cancel();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith(step, "cleanup", "failed Cancelled");
  }

  @Test
  void aCleanupThatFailsDoesNotHideWhyTheRunFailed() {
    activities.fail("monitor training", Reason.STEP_FAILED);
    activities.fail("cleanup", Reason.INTERNAL_ERROR);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith("cleanup", "failed StepFailed");
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      activities.allSteps = true;
      run();
      HISTORIES.record("0.1.0-all-steps.json", environment.getWorkflowClient(), "train-j");
    }
    HISTORIES.replay(TrainingWorkflowImpl.class);
  }

  private void run() {
    launch().getResult(Void.class);
  }

  private WorkflowStub launch() {
    TrainingWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                TrainingWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("train-j")
                    .setTaskQueue(TaskQueues.SIM)
                    .build());
    WorkflowClient.start(workflow::run, JOB);
    return WorkflowStub.fromTyped(workflow);
  }
}
