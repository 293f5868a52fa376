package dev.shoal.workflow;

import static dev.shoal.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.job.Reason;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduledSyncWorkflowTest {
  private static final JobRef RUN = new JobRef("j", "ns", "name", 1);
  private static final Histories HISTORIES = Histories.of("source-sync");

  private final Scripted activities = new Scripted();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker worker = environment.newWorker(TaskQueues.SIM);
    worker.registerWorkflowImplementationTypes(
        ScheduledSyncWorkflowImpl.class, SyncSourceWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
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
  void sourcesAreReadInTheirOrder() {
    launch().getResult(Void.class);
    assertThat(activities.calls).containsExactly("begin", "sync a", "sync b", "report", "succeed");
  }

  @Test
  void aRunWithoutRowEndsWithoutEffect() {
    activities.sources = List.of();
    launch().getResult(Void.class);
    assertThat(activities.calls).containsExactly("begin");
  }

  @Test
  void aSourceThatCannotBeReadIsNotedAndTheOthersAreRead() {
    activities.failures.put("a", permanent());
    activities.allRead = false;
    WorkflowStub workflow = launch();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsExactly(
            "begin",
            "sync a",
            "failed a SourceFailed: no",
            "sync b",
            "report",
            "failed SourceFailed: a source could not be read: see status.sources");
  }

  @Test
  void aSourceThatIsAwayIsTriedAgain() {
    activities.failures.put(
        "a", ApplicationFailure.newFailure("away", Reason.SOURCE_FAILED.title()));
    launch().getResult(Void.class);
    assertThat(activities.calls)
        .containsExactly("begin", "sync a", "sync a", "sync b", "report", "succeed");
  }

  @Test
  void aWorkerThatGoesAwayCostsNothing() {
    activities.failures.put(
        "a", ApplicationFailure.newNonRetryableFailure("bye", PodActivities.WORKER_SHUTDOWN));
    launch().getResult(Void.class);
    assertThat(activities.calls)
        .containsExactly("begin", "sync a", "sync a", "sync b", "report", "succeed");
  }

  @Test
  void cancellingEndsTheRun() {
    activities.hanging = true;
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains("sync a"));
    workflow.cancel();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls).last().asString().startsWith("failed Cancelled: ");
    assertThat(activities.calls).doesNotContain("sync b");
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      launch().getResult(Void.class);
      HISTORIES.record("0.1.0.json", environment.getWorkflowClient(), "sync-j");
    }
    HISTORIES.replay(ScheduledSyncWorkflowImpl.class);
  }

  private static ApplicationFailure permanent() {
    return ApplicationFailure.newNonRetryableFailure("no", Reason.SOURCE_FAILED.title());
  }

  private WorkflowStub launch() {
    ScheduledSyncWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                ScheduledSyncWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("sync-j")
                    .setTaskQueue(TaskQueues.SIM)
                    .build());
    WorkflowClient.start(workflow::run, RUN);
    return WorkflowStub.fromTyped(workflow);
  }

  /** Steps that do nothing but fail once, where told. */
  private static final class Scripted implements SourceActivities {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, ApplicationFailure> failures = new ConcurrentHashMap<>();
    List<String> sources = List.of("a", "b");
    boolean allRead = true;
    boolean hanging;

    @Override
    public List<String> begin(JobRef run) {
      calls.add("begin");
      return sources;
    }

    @Override
    public void sync(JobRef run, String source) {
      calls.add("sync " + source);
      ApplicationFailure once = failures.remove(source);
      if (once != null) {
        throw once;
      }
      while (hanging) {
        Activity.getExecutionContext().heartbeat(null);
        try {
          Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void noteFailure(JobRef run, String source, Reason reason, String message) {
      calls.add("failed %s %s: %s".formatted(source, reason.title(), message));
    }

    @Override
    public boolean report(JobRef run) {
      calls.add("report");
      return allRead;
    }

    @Override
    public void succeed(JobRef run) {
      calls.add("succeed");
    }

    @Override
    public void markFailed(JobRef run, Reason reason, String message) {
      calls.add("failed " + reason.title() + ": " + message);
    }

    @Override
    public void markSuspended(JobRef run) {
      calls.add("suspended");
    }
  }
}
