package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What somebody changes by hand, or a restore brings back, is repaired, and an Event tells. */
@Tag("e2e")
@Alongside
class DriftTest extends JobTest {
  @Test
  void aRowThatIsLostInMidRunBeginsTheNextRun() {
    String name = submit("test-slow", 20);
    deleteRow(running(name).getMetadata().getUid());
    touch(name);
    stack.awaitJob(name, job -> Integer.valueOf(2).equals(job.getStatus().run()));
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().attempt()).isEqualTo(2);
    told(name, "RowLost");
  }

  @Test
  void anEndedJobWhoseRowIsDeletedStaysAsItIs() {
    String name = submit("test-fast", 5);
    String id = tornDown(name, Phase.COMPLETED).getMetadata().getUid();
    deleteRow(id);
    touch(name);
    await()
        .during(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(phase(stack.job(name))).isEqualTo(Phase.COMPLETED);
              assertThat(stack.jobs.find(id)).isEmpty();
              assertThat(stack.pods(id)).isEmpty();
            });
  }

  @Test
  void aRowThatIsSetToAnEndInMidRunLeavesNoPod() {
    String name = submit("test-slow", 40);
    String id = running(name).getMetadata().getUid();
    execute(
        """
        UPDATE simulation_jobs SET phase = 'FAILED', completed_at = now(),
          failure_reason = 'Cancelled', failure_message = 'by hand' WHERE job_id = ?::uuid""",
        id);
    tornDown(name, Phase.FAILED);
    assertThat(stack.attempts.of(id)).hasSize(1);
    told(name, "PodReaped");
  }

  @Test
  void aStatusThatIsWipedIsMadeOfTheRow() {
    String name = submit("test-fast", 5);
    SimulationJob before = tornDown(name, Phase.COMPLETED);
    stack
        .kubernetes
        .resources(SimulationJob.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":null}");
    SimulationJob after = tornDown(name, Phase.COMPLETED);
    assertThat(after.getStatus().artifacts()).isEqualTo(before.getStatus().artifacts());
    told(name, "StatusRestored");
  }

  @Test
  void aFinalizerThatIsTakenAwayIsPutBack() {
    String name = submit("test-slow", 20);
    running(name);
    edit(name, "{\"metadata\":{\"finalizers\":null}}");
    stack.awaitJob(name, job -> !job.getMetadata().getFinalizers().isEmpty());
    tornDown(name, Phase.COMPLETED);
    told(name, "FinalizerRestored");
  }

  @Test
  @Row(21)
  void aWorkflowThatIsDeletedIsNoticed() {
    String name = submit("test-slow", 40);
    String id = running(name).getMetadata().getUid();
    stack.deleteWorkflow(JobNames.workflowId(id));
    assertThat(tornDown(name, Phase.FAILED).getStatus().failure().reason()).isEqualTo("EngineLost");
    assertThat(stack.row(id).phase()).isEqualTo(JobPhase.FAILED);
    told(name, "EngineLost");
  }

  private static void told(String name, String reason) {
    await()
        .untilAsserted(
            () ->
                assertThat(stack.events(name)).anyMatch(event -> event.startsWith(reason + ": ")));
  }

  private static void touch(String name) {
    edit(name, "{\"metadata\":{\"annotations\":{\"looked\":\"at\"}}}");
  }

  private static void deleteRow(String id) {
    execute("DELETE FROM simulation_jobs WHERE job_id = ?::uuid", id);
  }

  private static void execute(String sql, String id) {
    stack.database.jdbi().useHandle(handle -> handle.execute(sql, id));
  }
}
