package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.PodResources;
import dev.shoal.api.v1alpha1.PodTemplate;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobLabels;
import dev.shoal.job.PodPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a spec adds to its pods, and the queue that the job itself is labelled with. */
final class PodPlans {
  private PodPlans() {}

  static PodPlan of(SimulationJob job) {
    PodTemplate given = job.getSpec().pod();
    PodTemplate pod = given == null ? new PodTemplate(null, null, null, null, null, null) : given;
    PodResources resources =
        pod.resources() == null ? new PodResources(null, null) : pod.resources();
    Map<String, String> labels = new TreeMap<>(orNone(pod.labels()));
    String queue = orNone(job.getMetadata().getLabels()).get(JobLabels.QUEUE);
    if (queue != null) {
      labels.putIfAbsent(JobLabels.QUEUE, queue);
    }
    return new PodPlan(
        labels,
        orNone(pod.annotations()),
        pod.serviceAccountName(),
        pod.imagePullSecrets() == null ? List.of() : pod.imagePullSecrets(),
        orNone(resources.requests()),
        orNone(resources.limits()),
        pod.tolerations() == null ? List.of() : pod.tolerations());
  }

  private static Map<String, String> orNone(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
