package dev.shoal.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.script.ScriptPlan;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPodFactoryTest {
  private final ScriptPodFactory factory =
      new ScriptPodFactory(new PodSettings("shoal/pod:0.1.0", "IfNotPresent", Optional.empty()));

  /** {@code -Dgenerate=true} writes the golden files. */
  @ParameterizedTest
  @ValueSource(strings = {"script", "compound"})
  void podIsTheGoldenOne(String kind) throws IOException {
    String yaml = Serialization.asYaml(pod(kind, Map.of()));
    Path golden = Path.of("src/test/resources/golden/pod-" + kind + ".yaml");
    if (Boolean.getBoolean("generate")) {
      Files.writeString(golden, yaml);
    }
    assertThat(golden).hasContent(yaml);
  }

  @Test
  void aScriptRunsInItsUsersImageBesideOurWorker() {
    Pod pod = pod("script", Map.of());
    assertThat(pod.getSpec().getInitContainers().getFirst().getImage())
        .isEqualTo("shoal/pod:0.1.0");
    var worker = pod.getSpec().getContainers().getFirst();
    assertThat(worker.getImage()).isEqualTo("python:3.13-slim");
    assertThat(worker.getEnv()).contains(new EnvVar("LANGUAGE", "en", null));
  }

  @Test
  void aRequestIsNeverAboveTheUsersLimit() {
    var resources =
        pod("script", Map.of("memory", "128Mi"))
            .getSpec()
            .getContainers()
            .getFirst()
            .getResources();
    assertThat(resources.getRequests()).containsEntry("memory", new Quantity("128Mi"));
    assertThat(resources.getLimits()).containsEntry("memory", new Quantity("128Mi"));
  }

  private Pod pod(String kind, Map<String, String> limits) {
    ScriptPlan.Script script =
        kind.equals("script")
            ? new ScriptPlan.Script(
                "python:3.13-slim", "python3", "print(1)", Map.of("LANGUAGE", "en"))
            : null;
    ScriptPlan plan =
        new ScriptPlan(
            script,
            script == null ? new ScriptPlan.Compound(List.of(), "mean") : null,
            Map.of(),
            limits,
            300,
            3);
    return factory.pod(
        new Work<>(
            "7c7b7b0d-2fe1-4c8a-afb4-70aa4fc657c1",
            "research",
            "word-count",
            2,
            WorkState.RUNNING,
            plan,
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            Instant.EPOCH),
        1);
  }
}
