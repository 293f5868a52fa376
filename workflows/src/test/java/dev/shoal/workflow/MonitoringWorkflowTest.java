package dev.shoal.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitoringWorkflowTest {
  private static final Histories HISTORIES = Histories.of("monitoring");

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    Worker sim = environment.newWorker(TaskQueues.SIM);
    sim.registerWorkflowImplementationTypes(MonitoringWorkflowImpl.class);
    sim.registerActivitiesImplementations(
        (HealthActivities)
            () -> {
              looks.incrementAndGet();
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
              }
            });
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void aLookThatCannotBeKeptIsTakenOnceMore() {
    failures.set(1);
    run();
    assertThat(looks).hasValue(2);
  }

  @Test
  void theNextLookComesSoonSoThisOneGivesUp() {
    failures.set(5);
    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
    assertThat(looks).hasValue(2);
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      run();
      HISTORIES.record("0.1.0.json", environment.getWorkflowClient(), "monitoring");
    }
    HISTORIES.replay(MonitoringWorkflowImpl.class);
  }

  private void run() {
    environment
        .getWorkflowClient()
        .newWorkflowStub(
            MonitoringWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("monitoring")
                .setTaskQueue(TaskQueues.SIM)
                .build())
        .run();
  }
}
