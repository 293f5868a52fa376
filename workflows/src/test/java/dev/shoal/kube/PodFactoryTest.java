package dev.shoal.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.PodPlan;
import dev.shoal.job.SamplePlans;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodFactoryTest {
  private static final Quantity ONE = new Quantity("1");

  private final PodFactory factory =
      new PodFactory(new PodSettings("shoal/pod:0.1.0", "IfNotPresent", Optional.empty()));

  /** {@code -Dgenerate=true} writes the golden files. */
  @ParameterizedTest
  @ValueSource(strings = {"scripted", "llm", "llm-weights"})
  void podIsTheGoldenOne(String engine) throws IOException {
    String yaml = Serialization.asYaml(pod(engine));
    Path golden = Path.of("src/test/resources/golden/pod-" + engine + ".yaml");
    if (Boolean.getBoolean("generate")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, yaml);
    }
    assertThat(golden).hasContent(yaml);
  }

  @Test
  void theSidecarHoldsTheGpus() {
    Pod pod = pod("llm");
    Container vllm = pod.getSpec().getInitContainers().getFirst();
    Container worker = pod.getSpec().getContainers().getFirst();
    assertThat(vllm.getRestartPolicy()).isEqualTo("Always");
    assertThat(vllm.getResources().getLimits()).containsEntry("nvidia.com/gpu", ONE);
    assertThat(worker.getResources().getLimits()).doesNotContainKey("nvidia.com/gpu");
  }

  @Test
  void withoutAModelTheWorkerHoldsTheGpu() {
    Container worker = pod("scripted").getSpec().getContainers().getFirst();
    assertThat(worker.getResources().getLimits()).containsEntry("nvidia.com/gpu", ONE);
  }

  @Test
  void badNodesAreAvoidedButNotForbidden() {
    var affinity = pod("scripted").getSpec().getAffinity().getNodeAffinity();
    assertThat(affinity.getRequiredDuringSchedulingIgnoredDuringExecution()).isNull();
    assertThat(affinity.getPreferredDuringSchedulingIgnoredDuringExecution())
        .singleElement()
        .satisfies(
            term ->
                assertThat(term.getPreference().getMatchFields().getFirst().getValues())
                    .containsExactly("gpu-07"));
  }

  @Test
  void everyContainerIsRestricted() {
    Pod pod = pod("llm-weights");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(
            Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream()))
        .allSatisfy(
            container -> {
              assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
              assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
              assertThat(container.getSecurityContext().getCapabilities().getDrop())
                  .containsExactly("ALL");
            });
  }

  @Test
  void weightsArePulledBeforeTheServerStartsAndServedUnderTheModelsName() {
    List<Container> first = pod("llm-weights").getSpec().getInitContainers();
    assertThat(first).extracting(Container::getName).containsExactly("weights", "vllm");
    assertThat(first.getFirst().getRestartPolicy()).isNull();
    assertThat(first.getFirst().getResources().getLimits()).doesNotContainKey("nvidia.com/gpu");
    assertThat(first.getLast().getArgs())
        .startsWith("/weights", "--served-model-name", "Qwen/Qwen3-14B");
  }

  @Test
  void aJobAddsToItsPodButTakesNothingOver() {
    PodPlan plan =
        new PodPlan(
            Map.of("team", "research", "shoal.dev/job-uid", "another"),
            Map.of("note", "n"),
            "robot",
            List.of("registry"),
            Map.of("cpu", "2"),
            Map.of("memory", "4Gi"),
            List.of(new TolerationBuilder().withKey("gpu").withOperator("Exists").build()));
    Pod pod =
        factory.pod(
            new PodRequest("id", "j", "ns", 1, SamplePlans.tier("scripted"), plan, Map.of()));
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("team", "research")
        .containsEntry("shoal.dev/job-uid", "id");
    assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("robot");
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getTolerations()).hasSize(1);
    var resources = pod.getSpec().getContainers().getFirst().getResources();
    assertThat(resources.getRequests())
        .containsEntry("cpu", new Quantity("2"))
        .doesNotContainKey("memory")
        .containsEntry("nvidia.com/gpu", ONE);
    assertThat(resources.getLimits()).containsEntry("memory", new Quantity("4Gi"));
  }

  @Test
  void aReplayNeedsNeitherModelNorGpu() {
    Pod pod =
        factory.pod(
            new PodRequest(
                "id",
                "again",
                "research",
                1,
                SamplePlans.tier("llm").replaying(),
                PodPlan.NONE,
                Map.of()));
    assertThat(pod.getSpec().getInitContainers()).isEmpty();
    assertThat(pod.getSpec().getContainers().getFirst().getResources().getLimits())
        .doesNotContainKey("nvidia.com/gpu");
    assertThat(pod.getSpec().getNodeSelector()).doesNotContainKey("nvidia.com/gpu.product");
  }

  private Pod pod(String engine) {
    return factory.pod(
        new PodRequest(
            "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11",
            "congestion-charge",
            "research",
            2,
            SamplePlans.tier(engine),
            PodPlan.NONE,
            Map.of("gpu-07", 60)));
  }
}
