package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ActionEntry;
import dev.shoal.protocol.artifact.Manifest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way of engine llm with a real model, small and on the CPU, where vLLM stands. */
@Tag("e2e")
class TinyModelTest {
  @Test
  void aJobRunsWithAModelThatAnswers() throws IOException {
    try (Stack stack = new Stack()) {
      String name = "tiny-" + UUID.randomUUID().toString().substring(0, 8);
      SimulationJob submitted =
          Serialization.unmarshal(
              """
              apiVersion: shoal.dev/v1alpha1
              kind: SimulationJob
              metadata: {name: %s, namespace: %s}
              spec:
                tier: tiny-cpu
                rounds: 3
                agents: 6
                goal: Will Hafenstadt adopt the charge?
                seed: The Greens back the draft. The police union doubts it. Leyla Demir called it misleading.
              """
                  .formatted(name, NAMESPACE),
              SimulationJob.class);
      stack.kubernetes.resource(submitted).create();
      SimulationJob job =
          Stack.await()
              .atMost(Duration.ofMinutes(15))
              .until(
                  () -> stack.job(name),
                  j ->
                      j.getStatus() != null
                          && j.getStatus().phase() != null
                          && j.getStatus().phase().terminal()
                          && j.getMetadata().getFinalizers().isEmpty());
      assertThat(job.getStatus().phase()).isEqualTo(Phase.COMPLETED);
      Manifest manifest =
          Wire.json().readValue(stack.store.read(key(job, "manifest.json")), Manifest.class);
      assertThat(manifest.model()).isEqualTo("gemma-3-270m");
      assertThat(manifest.modelArguments()).contains("--n_ctx", "8192");
      assertThat(manifest.fallbackRate()).isLessThan(1);
      assertThat(actions(stack, job))
          .anySatisfy(
              action -> {
                assertThat(action.fallback()).isFalse();
                assertThat(action.action()).isNotEqualTo("do_nothing");
              });
      stack.kubernetes.resource(job).delete();
    }
  }

  private static List<ActionEntry> actions(Stack stack, SimulationJob job) throws IOException {
    try (MappingIterator<ActionEntry> lines =
        Wire.json()
            .readerFor(ActionEntry.class)
            .readValues(stack.store.read(key(job, "actions.jsonl")))) {
      return lines.readAll();
    }
  }

  private static String key(SimulationJob job, String artifact) {
    return job.getStatus().artifacts().stream()
        .filter(candidate -> candidate.name().equals(artifact))
        .map(ArtifactStatus::key)
        .findFirst()
        .orElseThrow();
  }
}
