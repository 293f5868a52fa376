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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptExecutionWorkflowTest {
  private static final JobRef RUN = new JobRef("j", "ns", "name", 1);
  private static final Histories HISTORIES = Histories.of("script");

  private final ScriptedScript activities = new ScriptedScript();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker sim = environment.newWorker(TaskQueues.SIM);
    sim.registerWorkflowImplementationTypes(ScriptExecutionWorkflowImpl.class);
    sim.registerActivitiesImplementations(activities);
    for (String queue : new String[] {TaskQueues.LONG, TaskQueues.COMPOUND}) {
      environment
          .newWorker(
              queue,
              WorkerOptions.newBuilder()
                  .setMaxHeartbeatThrottleInterval(Duration.ofMillis(50))
                  .build())
          .registerActivitiesImplementations(activities);
    }
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void aScriptHasOnePod() {
    run();
    assertThat(activities.calls)
        .containsExactly("begin", "pod 1", "execute 1", "remove", "succeed");
  }

  @Test
  void aCompoundHasAStepOfItsOwn() {
    activities.compound = true;
    run();
    assertThat(activities.calls)
        .containsExactly("begin", "pod 1", "simulate 1", "remove", "succeed");
  }

  @Test
  void aRunWithoutRowEndsWithoutEffect() {
    activities.accepted = false;
    run();
    assertThat(activities.calls).containsExactly("begin");
  }

  /** Once the pod before is gone: there is never more than one. */
  @ParameterizedTest
  @EnumSource(
      names = {"PREEMPTED", "BAD_HOST", "POD_UNREACHABLE", "ENGINE_KILLED", "ENGINE_FAILED"})
  void aPodThatIsLostIsFollowedByAnother(Reason reason) {
    activities.fail("execute 1", reason);
    run();
    assertThat(activities.calls)
        .containsExactly(
            "begin", "pod 1", "execute 1", "remove", "pod 2", "execute 2", "remove", "succeed");
  }

  @Test
  void onlySoManyPodsAreLost() {
    activities.fail("pod 1", Reason.PREEMPTED);
    activities.fail("execute 2", Reason.PREEMPTED);
    activities.fail("execute 3", Reason.PREEMPTED);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith("pod 3", "execute 3", "remove", "failed Preempted");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SCRIPT_FAILED",
        "RUN_TIME_EXCEEDED",
        "OUTPUT_TOO_LONG",
        "OUT_OF_MEMORY",
        "INTERPRETER_NOT_FOUND"
      })
  void anErrorOfTheScriptsOwnIsNotTriedAgain(Reason reason) {
    activities.fail("execute 1", reason);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsExactly("begin", "pod 1", "execute 1", "remove", "failed " + reason.title());
  }

  @Test
  void aWorkerThatShutsDownCostsNoPod() {
    activities.fail(
        "execute 1", ApplicationFailure.newFailure("bye", PodActivities.WORKER_SHUTDOWN));
    run();
    assertThat(activities.calls)
        .containsExactly("begin", "pod 1", "execute 1", "execute 1", "remove", "succeed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pod 1", "execute 1"})
  void suspendingTearsDown(String step) {
    activities.hangIn(step);
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains(step));
    workflow.signal("stop", new StopRequest(Reason.SUSPENDED, "suspended"));
    workflow.getResult(Void.class);
    assertThat(activities.calls).endsWith(step, "remove", "suspended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pod 1", "execute 1"})
  void cancellingTearsDown(String step) {
    activities.hangIn(step);
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains(step));
    workflow.cancel();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith(step, "remove", "failed Cancelled");
  }

  @Test
  void aCleanupThatFailsDoesNotHideWhyTheRunFailed() {
    activities.fail("execute 1", Reason.SCRIPT_FAILED);
    activities.fail("remove", Reason.INTERNAL_ERROR);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).endsWith("remove", "failed ScriptFailed");
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void historiesReplay(boolean compound) throws Exception {
    if (Histories.recording()) {
      activities.compound = compound;
      activities.fail(compound ? "simulate 1" : "execute 1", Reason.PREEMPTED);
      run();
      String file = compound ? "0.1.0-compound.json" : "0.1.0-second-pod.json";
      HISTORIES.record(file, environment.getWorkflowClient(), "script-j");
    }
    HISTORIES.replay(ScriptExecutionWorkflowImpl.class);
  }

  private void run() {
    launch().getResult(Void.class);
  }

  private WorkflowStub launch() {
    ScriptExecutionWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                ScriptExecutionWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("script-j")
                    .setTaskQueue(TaskQueues.SIM)
                    .build());
    WorkflowClient.start(workflow::run, RUN);
    return WorkflowStub.fromTyped(workflow);
  }
}
