package dev.shoal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.tracing.TestTraces;
import dev.shoal.tracing.Tracing;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

public class StepContextTest {
  private static final String QUEUE = "queue";
  private static final PodRef POD = new PodRef(new JobRef("uid", "research", "tax", 2), 3);

  /** Steps that note what they are traced as. */
  @ActivityInterface
  public interface Steps {
    void first(PodRef pod);

    void second(PodRef pod);
  }

  /** Has one step here and one anywhere. */
  @WorkflowInterface
  public interface Work {
    @WorkflowMethod
    void run(PodRef pod);
  }

  public static final class WorkImpl implements Work {
    @Override
    public void run(PodRef pod) {
      Duration limit = Duration.ofMinutes(1);
      Workflow.newLocalActivityStub(
              Steps.class, LocalActivityOptions.newBuilder().setStartToCloseTimeout(limit).build())
          .first(pod);
      Workflow.newActivityStub(
              Steps.class, ActivityOptions.newBuilder().setStartToCloseTimeout(limit).build())
          .second(pod);
    }
  }

  private record Noted(String traceId, Map<String, String> headers) {}

  private static final class Noting implements Steps {
    final List<Noted> noted = new CopyOnWriteArrayList<>();

    @Override
    public void first(PodRef pod) {
      note();
    }

    @Override
    public void second(PodRef pod) {
      note();
    }

    private void note() {
      noted.add(new Noted(MDC.get(Tracing.TRACE_ID), Tracing.headers()));
    }
  }

  @Test
  void everyStepIsASpanOfTheTraceThatStartedTheJob() {
    TestTraces traces = new TestTraces();
    Noting steps = new Noting();
    run(traces.tracing(), steps);

    SpanData start = traces.named("reconcile");
    for (String name : List.of("First", "Second")) {
      SpanData step = traces.named(name);
      assertThat(step.getTraceId()).as(name).isEqualTo(start.getTraceId());
      assertThat(step.getParentSpanId()).as(name).isEqualTo(start.getSpanId());
      assertThat(step.getAttributes().asMap().toString()).contains("research/tax", "uid", "3");
    }
    assertThat(steps.noted)
        .hasSize(2)
        .allSatisfy(
            noted -> {
              assertThat(noted.traceId()).isEqualTo(start.getTraceId());
              assertThat(noted.headers().get("traceparent")).contains(start.getTraceId());
            });
  }

  @Test
  void withoutTracingNothingIsCarried() {
    Noting steps = new Noting();
    run(Tracing.off(), steps);
    assertThat(steps.noted).hasSize(2).containsOnly(new Noted(null, Map.of()));
  }

  private static void run(Tracing tracing, Steps steps) {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setContextPropagators(tracing.throughTemporal())
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new StepContext(tracing))
                        .build())
                .build())) {
      Worker worker = temporal.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(WorkImpl.class);
      worker.registerActivitiesImplementations(steps);
      temporal.start();
      Work work =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  Work.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
      tracing.span(
          "reconcile",
          Map.of(),
          () -> {
            work.run(POD);
            return true;
          });
    }
  }
}
