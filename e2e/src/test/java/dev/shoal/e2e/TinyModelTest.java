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
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way of engine llm with a real model, small and on the CPU, where vLLM stands. */
@Tag("e2e")
@Alone
class TinyModelTest {
  private static final String WEIGHTS = "models/gemma-3-270m/model.gguf";

  /** The weights come from the bucket; then the run is repeated without model and GPU. */
  @Test
  void aJobRunsWithAModelThatAnswersAndIsRepeatedByteForByte() throws Exception {
    try (Stack stack = new Stack()) {
      uploadWeights(stack);
      SimulationJob job =
          completed(
              stack,
              """
              tier: tiny-cpu
              rounds: 3
              agents: 6
              goal: Will Hafenstadt adopt the charge?
              seed: The Greens back the draft. The police union doubts it. Leyla Demir called it misleading.
              """);
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
      SimulationJob again =
          completed(stack, "tier: tiny-cpu\nreplayOf: " + job.getMetadata().getUid());
      assertThat(digests(again)).isEqualTo(digests(job));
      assertThat(again.getStatus().gpuSeconds()).isZero();
      stack.kubernetes.resource(job).delete();
      stack.kubernetes.resource(again).delete();
    }
  }

  private static SimulationJob completed(Stack stack, String spec) {
    String name = "tiny-" + UUID.randomUUID().toString().substring(0, 8);
    SimulationJob submitted =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: SimulationJob\nspec:\n" + spec.indent(2),
            SimulationJob.class);
    submitted.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
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
    assertThat(job.getStatus().phase())
        .as("%s", job.getStatus().failure())
        .isEqualTo(Phase.COMPLETED);
    return job;
  }

  /** All that the run itself left; the manifest alone names the model's server. */
  private static Map<String, String> digests(SimulationJob job) {
    return job.getStatus().artifacts().stream()
        .filter(artifact -> !artifact.name().matches("manifest.json|report.*"))
        .collect(Collectors.toMap(ArtifactStatus::name, ArtifactStatus::sha256));
  }

  private static void uploadWeights(Stack stack) throws IOException, InterruptedException {
    if (stack.store.stat(WEIGHTS).isPresent()) {
      return;
    }
    URI url = URI.create(stack.store.presignOverwrite(WEIGHTS, Duration.ofMinutes(5)));
    try (HttpClient http = HttpClient.newBuilder().sslContext(stack.storeTrust.context()).build()) {
      var put =
          HttpRequest.newBuilder(url)
              .PUT(HttpRequest.BodyPublishers.ofFile(Path.of(System.getProperty("shoal.weights"))))
              .build();
      assertThat(http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
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
