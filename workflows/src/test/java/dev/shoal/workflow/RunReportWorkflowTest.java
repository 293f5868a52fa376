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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunReportWorkflowTest {
  private static final JobRef RUN = new JobRef("j", "ns", "name", 1);
  private static final Histories HISTORIES = Histories.of("report-run");

  private final Scripted activities = new Scripted();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker worker = environment.newWorker(TaskQueues.SIM);
    worker.registerWorkflowImplementationTypes(RunReportWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void aReportIsMadeThenSent() {
    launch().getResult(Void.class);
    assertThat(activities.calls).containsExactly("begin", "render", "send", "succeed");
  }

  @Test
  void aRunWithoutRowEndsWithoutEffect() {
    activities.accepted = false;
    launch().getResult(Void.class);
    assertThat(activities.calls).containsExactly("begin");
  }

  @Test
  void aChannelThatIsAwayIsTriedAgain() {
    activities.failure.set(ApplicationFailure.newFailure("away", Reason.NOT_DELIVERED.title()));
    launch().getResult(Void.class);
    assertThat(activities.calls).containsExactly("begin", "render", "send", "send", "succeed");
  }

  @Test
  void aChannelThatRefusesIsToldOfAndTheReportStays() {
    activities.failure.set(
        ApplicationFailure.newNonRetryableFailure("no", Reason.NOT_DELIVERED.title()));
    WorkflowStub workflow = launch();
    assertThatThrownBy(() -> workflow.getResult(Void.class))
        .isInstanceOf(WorkflowFailedException.class);
    assertThat(activities.calls)
        .containsExactly("begin", "render", "send", "failed NotDelivered: no");
  }

  @Test
  void suspendingEndsTheRun() {
    activities.failure.set(ApplicationFailure.newFailure("away", Reason.NOT_DELIVERED.title()));
    WorkflowStub workflow = launch();
    await().until(() -> activities.calls.contains("send"));
    workflow.signal("stop", new StopRequest(Reason.SUSPENDED, "suspended"));
    workflow.getResult(Void.class);
    assertThat(activities.calls).last().isIn("suspended", "succeed");
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      launch().getResult(Void.class);
      HISTORIES.record("0.1.0.json", environment.getWorkflowClient(), "report-run-j");
    }
    HISTORIES.replay(RunReportWorkflowImpl.class);
  }

  private WorkflowStub launch() {
    RunReportWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                RunReportWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("report-run-j")
                    .setTaskQueue(TaskQueues.SIM)
                    .build());
    WorkflowClient.start(workflow::run, RUN);
    return WorkflowStub.fromTyped(workflow);
  }

  /** Steps that do nothing but fail once, where told. */
  private static final class Scripted implements ReportRunActivities {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final AtomicReference<ApplicationFailure> failure = new AtomicReference<>();
    boolean accepted = true;

    @Override
    public boolean begin(JobRef run) {
      calls.add("begin");
      return accepted;
    }

    @Override
    public void render(JobRef run) {
      calls.add("render");
    }

    @Override
    public void send(JobRef run) {
      calls.add("send");
      ApplicationFailure once = failure.getAndSet(null);
      if (once != null) {
        throw once;
      }
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
