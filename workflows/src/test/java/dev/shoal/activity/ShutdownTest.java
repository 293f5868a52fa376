package dev.shoal.activity;

import static dev.shoal.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.workflow.PodActivities;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

public class ShutdownTest {
  private static final String QUEUE = "steps";

  /** A long step. */
  @ActivityInterface
  public interface Step {
    void follow();
  }

  /** Has one long step. */
  @WorkflowInterface
  public interface Following {
    @WorkflowMethod
    void run();
  }

  /** Whose step may be away for an hour before its worker is missed. */
  public static final class FollowingImpl implements Following {
    @Override
    public void run() {
      Workflow.newActivityStub(
              Step.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(QUEUE)
                  .setStartToCloseTimeout(Duration.ofHours(9))
                  .setHeartbeatTimeout(Duration.ofHours(1))
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .build())
          .follow();
    }
  }

  /** Else each upgrade would leave every pod alone until its step's heartbeat is missed. */
  @Test
  void aWorkerThatStopsHandsItsStepsBackAtOnce() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      environment.newWorker("runs").registerWorkflowImplementationTypes(FollowingImpl.class);
      environment.start();
      WorkerFactory leaving =
          WorkerFactory.newInstance(
              environment.getWorkflowClient(),
              WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
      Worker steps =
          leaving.newWorker(QUEUE, WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
      steps.registerActivitiesImplementations(
          (Step)
              () ->
                  LongStep.run(
                      alive -> {
                        entered.countDown();
                        Thread.sleep(Duration.ofHours(1));
                        return true;
                      }));
      leaving.start();
      Following workflow =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  Following.class,
                  WorkflowOptions.newBuilder().setWorkflowId("w").setTaskQueue("runs").build());
      WorkflowClient.start(workflow::run);
      entered.await();
      leaving.shutdownNow();
      HistoryEvent failed =
          await().until(() -> failedStep(environment), Optional::isPresent).orElseThrow();
      assertThat(
              failed
                  .getActivityTaskFailedEventAttributes()
                  .getFailure()
                  .getApplicationFailureInfo()
                  .getType())
          .isEqualTo(PodActivities.WORKER_SHUTDOWN);
    }
  }

  private static Optional<HistoryEvent> failedStep(TestWorkflowEnvironment environment) {
    return environment.getWorkflowClient().fetchHistory("w").getEvents().stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED)
        .findFirst();
  }
}
