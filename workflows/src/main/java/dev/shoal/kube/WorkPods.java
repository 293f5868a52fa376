package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Pods of resources of other kinds than SimulationJob, which have their kind as a label. */
public final class WorkPods {
  private final KubernetesClient client;

  public WorkPods(KubernetesClient client) {
    this.client = client;
  }

  /** All that a resource has. */
  public List<Pod> of(String namespace, String kind, String id) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(JobLabels.JOB_UID, id)
        .withLabel(JobLabels.KIND, kind)
        .list()
        .getItems();
  }
}
