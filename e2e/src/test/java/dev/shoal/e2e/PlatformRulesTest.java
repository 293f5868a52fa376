package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that a platform team sets for the pods of jobs, and what a job makes of them. */
@Tag("e2e")
@Alone
class PlatformRulesTest extends JobTest {
  private static final String GPUS = "requests.nvidia.com/gpu";

  @Test
  void aJobWaitsForItsNamespacesQuota() {
    String namespace = "e2e-quota";
    stack.createNamespace(namespace);
    stack.kubernetes.resource(quota(namespace, "0")).serverSideApply();
    String name = submitSpecTo(namespace, spec("scripted", 5));
    await().until(() -> message(stack.job(namespace, name), "PodReady").contains("quota"));
    assertThat(phase(stack.job(namespace, name))).isEqualTo(Phase.PROVISIONING);
    stack.kubernetes.resource(quota(namespace, "1")).serverSideApply();
    await().until(() -> phase(stack.job(namespace, name)) == Phase.COMPLETED);
    assertThat(stack.job(namespace, name).getStatus().attempts()).hasSize(1);
  }

  @Test
  void aPolicyOfThePlatformsRefusesImagesWithoutADigest() throws Exception {
    String namespace = "e2e-policed";
    stack.createNamespace(namespace);
    String selector = "kubernetes\\.io/metadata\\.name=" + namespace;
    Tool.lines(
        String.join(
            "\n",
            ChartTest.rendered(
                "evaluation.enabled=true,admissionPolicy.enabled=true,"
                    + "admissionPolicy.namespaceSelector.matchLabels."
                    + selector,
                "--show-only",
                "templates/admission-policy.yaml")),
        "kubectl",
        "apply",
        "--server-side",
        "-f",
        "-");
    // A policy holds once the API server has compiled it, which nothing tells of.
    await()
        .untilAsserted(
            () -> {
              String name = submitSpecTo(namespace, spec("scripted", 1));
              await()
                  .until(
                      () -> {
                        Phase phase = phase(stack.job(namespace, name));
                        return phase != null && phase.terminal();
                      });
              SimulationJob job = stack.job(namespace, name);
              assertThat(phase(job)).isEqualTo(Phase.FAILED);
              assertThat(job.getStatus().failure().reason()).isEqualTo("PodInvalid");
              assertThat(job.getStatus().failure().message())
                  .contains("images of job pods must be named by digest; these are not: ");
            });
  }

  private static ResourceQuota quota(String namespace, String gpus) {
    return new ResourceQuotaBuilder()
        .withNewMetadata()
        .withName("gpus")
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withHard(Map.of(GPUS, new Quantity(gpus)))
        .endSpec()
        .build();
  }
}
