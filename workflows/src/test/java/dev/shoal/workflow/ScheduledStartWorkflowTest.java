package dev.shoal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.schedule.ScheduleRef;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduledStartWorkflowTest {
  private static final Histories HISTORIES = Histories.of("schedule");
  private static final ScheduleRef SCHEDULE = new ScheduleRef("id", "ns", "nightly");
  private static final String DUE_AT = "TemporalScheduledStartTime";
  private static final OffsetDateTime DUE = OffsetDateTime.parse("2026-11-25T12:00:00Z");

  private final List<Long> started = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(DUE_AT, IndexedValueType.INDEXED_VALUE_TYPE_DATETIME)
                .build());
    Worker sim = environment.newWorker(TaskQueues.SIM);
    sim.registerWorkflowImplementationTypes(ScheduledStartWorkflowImpl.class);
    sim.registerActivitiesImplementations(
        (ScheduleActivities)
            (schedule, due) -> {
              assertThat(schedule).isEqualTo(SCHEDULE);
              started.add(due);
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the API server is away");
              }
            });
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void aStartIsOfTheTimeAtWhichItWasDue() {
    failures.set(20);
    run();
    assertThat(started).hasSize(21).containsOnly(DUE.toEpochSecond());
  }

  /** Of released versions; {@link Histories} says how this version's is recorded. */
  @Test
  void historiesReplay() throws Exception {
    if (Histories.recording()) {
      run();
      HISTORIES.record("0.1.0.json", environment.getWorkflowClient(), "start");
    }
    HISTORIES.replay(ScheduledStartWorkflowImpl.class);
  }

  private void run() {
    environment
        .getWorkflowClient()
        .newWorkflowStub(
            ScheduledStartWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("start")
                .setTaskQueue(TaskQueues.SIM)
                .setTypedSearchAttributes(
                    SearchAttributes.newBuilder()
                        .set(SearchAttributeKey.forOffsetDateTime(DUE_AT), DUE)
                        .build())
                .build())
        .run(SCHEDULE);
  }
}
