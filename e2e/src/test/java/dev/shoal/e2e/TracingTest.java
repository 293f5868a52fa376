package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.e2e.TraceCollector.Span;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job is one trace, from where the operator takes it up to its pod and its report. */
@Tag("e2e")
@Alone
class TracingTest extends JobTest {
  private String revision;
  private TraceCollector collector;

  @BeforeEach
  void sendTraces() throws Exception {
    revision = Release.revision();
    collector = new TraceCollector();
    Release.upgrade(List.of("tracing.endpoint=" + collector.url()));
    stack.awaitReady("operator");
    stack.awaitReady("worker");
  }

  @AfterEach
  void sendNone() throws Exception {
    Release.rollBack(revision);
    stack.awaitReady("operator");
    stack.awaitReady("worker");
    collector.close();
  }

  @Test
  void aJobIsOneTraceFromReconcileToPod() {
    String name = submit("test-slow", 40);
    SimulationJob job = running(name);
    String podLog = stack.kubernetes.pods().resource(pod(job)).getLog();
    tornDown(name, Phase.COMPLETED);

    String id = job.getMetadata().getUid();
    Span first =
        await().until(() -> of(id, "reconcile").stream().findFirst().orElse(null), s -> s != null);
    assertThat(first.process()).isEqualTo("shoal-operator");
    assertThat(first.parent()).isEmpty();
    assertThat(podLog).contains("trace " + first.traceId());
    for (String step :
        List.of("Prepare", "ProvisionPod", "SubmitAndPoll", "UploadAndFinalize", "WriteReport")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(of(id, step))
                      .as(step)
                      .isNotEmpty()
                      .allSatisfy(
                          span -> {
                            assertThat(span.process()).isEqualTo("shoal-worker");
                            assertThat(span.traceId()).isEqualTo(first.traceId());
                            assertThat(span.parent()).isEqualTo(first.id());
                          }));
    }
    assertThat(stack.log("worker")).contains("\"traceId\":\"" + first.traceId());
  }

  /** Spans of a name about a job, in the order in which they were sent. */
  private List<Span> of(String jobId, String name) {
    return collector.spans.stream()
        .filter(span -> span.name().equals(name) && span.job().equals(jobId))
        .toList();
  }
}
