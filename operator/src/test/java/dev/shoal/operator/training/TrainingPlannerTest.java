package dev.shoal.operator.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Planning;
import dev.shoal.training.TrainingPlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlannerTest {
  private final TrainingPlanner planner = new TrainingPlanner("shoal", "nvidia.com/gpu.product");

  @Test
  void theExampleIsPlanned() throws Exception {
    TrainingPlan plan = ready(Files.readString(Path.of("../examples/line-fit.yaml")));
    assertThat(plan.dataset().minRecords()).isEqualTo(100);
    assertThat(plan.output().files()).contains(TrainingPlan.METRICS);
    assertThat(plan.training().gpuCount()).isOne();
    assertThat(plan.training().deadlineSeconds()).isEqualTo(3600);
    assertThat(plan.preprocessing()).isNotNull();
    assertThat(plan.preprocessing().gpuCount()).isZero();
    assertThat(plan.inference()).isNotNull();
  }

  @Test
  void whatIsLeftOutIsFilledIn() {
    TrainingPlan plan =
        ready(spec("dataset: {uri: s3://shoal/inputs/ns/a, format: csv}", "training: {image: i}"));
    assertThat(plan.dataset())
        .isEqualTo(
            new TrainingPlan.Dataset(
                new TrainingPlan.Place("s3://shoal/inputs/ns/a", null, null, null),
                "csv",
                1,
                null));
    assertThat(plan.training())
        .isEqualTo(
            new TrainingPlan.Container(
                "i", List.of(), List.of(), Map.of(), Map.of(), Map.of(), 1, Map.of(), List.of(), 0,
                86_400));
    assertThat(plan.output().files()).containsExactly(TrainingPlan.METRICS);
  }

  @Test
  void theGpusTypeIsALabelOfTheNode() {
    TrainingPlan plan =
        ready(
            spec(
                "dataset: {uri: s3://shoal/inputs/ns/a, format: csv}",
                "training: {image: i, gpuType: H200, nodeSelector: {zone: b}}"));
    assertThat(plan.training().nodeSelector())
        .isEqualTo(Map.of("nvidia.com/gpu.product", "H200", "zone", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://shoal/inputs/other/a",
    "s3://shoal/outputs/ns/a",
    "s3://shoal/inputs/nsx/a",
    "s3://another/inputs/ns/a",
  })
  void aNamespaceReadsItsOwnInputsAlone(String uri) {
    String dataset = "dataset: {uri: \"%s\", format: csv}".formatted(uri);
    assertThat(planner.plan(job(spec(dataset, "training: {image: i}"))))
        .isEqualTo(
            new Planning.Unready<>(
                Reason.PLACE_REFUSED,
                "spec.dataset.uri %s: without secretRef it has to begin with s3://shoal/inputs/ns/"
                    .formatted(uri)));
  }

  @Test
  void aSecretOpensAnyBucket() {
    TrainingPlan plan =
        ready(
            spec(
                "dataset: {uri: s3://theirs/a, format: jsonl, secretRef: {name: k}}",
                "training: {image: i}"));
    assertThat(plan.dataset().place().secret()).isEqualTo("k");
    assertThat(plan.dataset().place().bucket()).isEqualTo("theirs");
    assertThat(plan.dataset().place().key()).isEqualTo("a");
  }

  private TrainingPlan ready(String yaml) {
    return ((Planning.Ready<TrainingPlan>) planner.plan(job(yaml))).plan();
  }

  private static TrainingJob job(String yaml) {
    return Serialization.unmarshal(yaml, TrainingJob.class);
  }

  private static String spec(String dataset, String training) {
    return """
        apiVersion: shoal.dev/v1alpha1
        kind: TrainingJob
        metadata: {name: n, namespace: ns}
        spec:
          %s
          %s
          output: {uri: s3://shoal/outputs/ns/n/}"""
        .formatted(dataset, training);
  }
}
