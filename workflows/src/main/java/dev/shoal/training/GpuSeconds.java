package dev.shoal.training;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** GPU time of pods: from a node's taking one to its containers' end. */
public final class GpuSeconds {
  private GpuSeconds() {}

  /**
   * Of all pods together; empty where none has GPUs.
   *
   * @param now for those that have not ended
   */
  public static OptionalDouble of(List<Pod> pods, Instant now) {
    return pods.stream()
        .filter(pod -> gpus(pod) > 0)
        .mapToDouble(pod -> gpus(pod) * held(pod, now).toMillis() / 1000.0)
        .reduce(Double::sum);
  }

  private static double gpus(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(container -> container.getResources())
        .filter(resources -> resources != null && resources.getLimits() != null)
        .map(resources -> resources.getLimits().get(TrainingPlan.GPUS))
        .filter(Objects::nonNull)
        .mapToDouble(gpus -> gpus.getNumericalAmount().doubleValue())
        .sum();
  }

  private static Duration held(Pod pod, Instant now) {
    if (pod.getStatus() == null) {
      return Duration.ZERO;
    }
    Optional<Instant> bound =
        pod.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals("PodScheduled"))
            .filter(condition -> condition.getStatus().equals("True"))
            .map(condition -> Instant.parse(condition.getLastTransitionTime()))
            .findFirst();
    Instant end = ended(pod.getStatus().getContainerStatuses()).orElse(now);
    return bound.isEmpty() || bound.get().isAfter(end)
        ? Duration.ZERO
        : Duration.between(bound.get(), end);
  }

  private static Optional<Instant> ended(List<ContainerStatus> containers) {
    boolean all =
        !containers.isEmpty()
            && containers.stream()
                .allMatch(one -> one.getState() != null && one.getState().getTerminated() != null);
    return all
        ? containers.stream()
            .map(one -> one.getState().getTerminated().getFinishedAt())
            .filter(Objects::nonNull)
            .map(Instant::parse)
            .max(Comparator.naturalOrder())
        : Optional.empty();
  }
}
