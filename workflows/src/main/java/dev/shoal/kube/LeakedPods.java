package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import dev.shoal.persistence.RunEnds;
import dev.shoal.persistence.RunEnds.RunEnd;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pods of runs that are long over, but for those that their owners keep. */
public final class LeakedPods {
  private final KubernetesClient client;
  private final PodApi pods;
  private final Namespaces namespaces;
  private final RunEnds runs;
  private final Duration longEnough;
  private final Clock clock;

  /**
   * In some namespaces.
   *
   * @param longEnough time after a run's end in which its pods go by themselves
   */
  public LeakedPods(
      KubernetesClient client,
      Namespaces namespaces,
      RunEnds runs,
      Duration longEnough,
      Clock clock) {
    this.client = client;
    this.pods = new PodApi(client);
    this.namespaces = namespaces;
    this.runs = runs;
    this.longEnough = longEnough;
    this.clock = clock;
  }

  /** Names of such pods, each {@code namespace/name}. */
  public List<String> find() {
    List<Pod> all =
        namespaces
            .in(client.pods())
            .flatMap(
                some ->
                    some
                        .withLabel(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL)
                        .withLabel(JobLabels.JOB_UID)
                        .list()
                        .getItems()
                        .stream())
            .toList();
    Set<String> ids = all.stream().map(LeakedPods::id).collect(Collectors.toSet());
    Map<String, RunEnd> ends = runs.of(ids);
    return all.stream()
        .filter(pod -> leaked(pod, ends.get(id(pod))))
        .filter(pod -> !kept(pod))
        .map(pod -> pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName())
        .sorted()
        .toList();
  }

  private boolean leaked(Pod pod, @Nullable RunEnd run) {
    Instant since =
        run == null ? Instant.parse(pod.getMetadata().getCreationTimestamp()) : run.since();
    return (run == null || run.over())
        && Duration.between(since, clock.instant()).compareTo(longEnough) > 0;
  }

  private boolean kept(Pod pod) {
    return pods.keepsFailedPods(
        pod.getMetadata().getNamespace(),
        String.valueOf(pod.getMetadata().getLabels().get(JobLabels.JOB_NAME)),
        id(pod));
  }

  private static String id(Pod pod) {
    return String.valueOf(pod.getMetadata().getLabels().get(JobLabels.JOB_UID));
  }
}
