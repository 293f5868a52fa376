package dev.shoal.operator.training;

import dev.shoal.api.v1alpha1.DatasetSpec;
import dev.shoal.api.v1alpha1.OutputSpec;
import dev.shoal.api.v1alpha1.PodResources;
import dev.shoal.api.v1alpha1.SecretRef;
import dev.shoal.api.v1alpha1.StepSpec;
import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.TrainingJobSpec;
import dev.shoal.api.v1alpha1.TrainingSpec;
import dev.shoal.job.JobLabels;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.Places;
import dev.shoal.operator.decision.Planning;
import dev.shoal.training.TrainingPlan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of a TrainingJob, or says what is in the way. Pure.
 *
 * @param bucket the installation's
 * @param gpuNodeLabel label that gpuType is a value of
 */
record TrainingPlanner(String bucket, String gpuNodeLabel) {
  private static final long LONGEST_SECONDS = 86_400;

  Planning<TrainingPlan> plan(TrainingJob job) {
    TrainingJobSpec spec = job.getSpec();
    TrainingPlan plan =
        new TrainingPlan(
            dataset(spec.dataset()),
            spec.preprocessing() == null ? null : step(spec.preprocessing()),
            training(spec.training()),
            spec.inference() == null ? null : step(spec.inference()),
            output(spec.output()),
            orElse(job.getMetadata().getLabels(), Map.<String, String>of()).get(JobLabels.QUEUE));
    String namespace = job.getMetadata().getNamespace();
    return refused("spec.dataset.uri ", namespace, plan.dataset().place(), Places.INPUTS)
        .or(() -> refused("spec.output.uri ", namespace, plan.output().place(), Places.OUTPUTS))
        .orElseGet(() -> new Planning.Ready<>(plan));
  }

  private Optional<Planning<TrainingPlan>> refused(
      String field, String namespace, TrainingPlan.Place place, String below) {
    return Places.refused(bucket, namespace, place, below)
        .map(why -> new Planning.Unready<>(Reason.PLACE_REFUSED, field + why));
  }

  private static TrainingPlan.Dataset dataset(DatasetSpec spec) {
    return new TrainingPlan.Dataset(
        place(spec.uri(), spec.endpoint(), spec.region(), spec.secretRef()),
        spec.format().name().toLowerCase(Locale.ROOT),
        orElse(spec.minRecords(), 1L),
        spec.sha256());
  }

  private static TrainingPlan.Output output(OutputSpec spec) {
    return new TrainingPlan.Output(
        place(spec.uri(), spec.endpoint(), spec.region(), spec.secretRef()),
        orElse(spec.files(), List.of(TrainingPlan.METRICS)));
  }

  private static TrainingPlan.Place place(
      String uri, @Nullable String endpoint, @Nullable String region, @Nullable SecretRef secret) {
    return new TrainingPlan.Place(uri, endpoint, region, secret == null ? null : secret.name());
  }

  private static TrainingPlan.Container step(StepSpec spec) {
    return new TrainingPlan.Container(
        spec.image(),
        orElse(spec.command(), List.of()),
        orElse(spec.args(), List.of()),
        orElse(spec.env(), Map.of()),
        requests(spec.resources()),
        limits(spec.resources()),
        0,
        Map.of(),
        List.of(),
        0,
        LONGEST_SECONDS);
  }

  private TrainingPlan.Container training(TrainingSpec spec) {
    Map<String, String> nodeSelector = new TreeMap<>(orElse(spec.nodeSelector(), Map.of()));
    if (spec.gpuType() != null) {
      nodeSelector.put(gpuNodeLabel, spec.gpuType());
    }
    return new TrainingPlan.Container(
        spec.image(),
        orElse(spec.command(), List.of()),
        orElse(spec.args(), List.of()),
        orElse(spec.env(), Map.of()),
        requests(spec.resources()),
        limits(spec.resources()),
        orElse(spec.gpuCount(), 1),
        nodeSelector,
        orElse(spec.tolerations(), List.of()),
        orElse(spec.backoffLimit(), 0),
        orElse(spec.activeDeadlineSeconds(), LONGEST_SECONDS));
  }

  private static Map<String, String> requests(@Nullable PodResources resources) {
    return resources == null ? Map.of() : orElse(resources.requests(), Map.of());
  }

  private static Map<String, String> limits(@Nullable PodResources resources) {
    return resources == null ? Map.of() : orElse(resources.limits(), Map.of());
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
