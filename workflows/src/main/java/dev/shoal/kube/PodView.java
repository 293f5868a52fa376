package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import dev.shoal.job.Reason;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's status means for the job.
 *
 * @param gated whether a queue holds it back: then no limit runs
 * @param node that it was bound to
 * @param waiting what holds it back, while it has no node: gates, or what the scheduler says
 * @param trouble why the attempt can't go on, if it can't
 */
public record PodView(
    boolean gated,
    @Nullable String node,
    @Nullable Instant boundAt,
    @Nullable String ip,
    @Nullable String waiting,
    @Nullable Trouble trouble) {

  private static final Set<String> PULL_FAILED =
      Set.of("ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");
  private static final Set<String> CANNOT_START =
      Set.of("CreateContainerError", "RunContainerError", "CrashLoopBackOff");
  private static final Set<String> TAKEN_AWAY =
      Set.of("Evicted", "Preempting", "NodeLost", "Shutdown", "Terminated", "NodeShutdown");

  /** Exit code of a process that was ended by SIGKILL. */
  private static final int KILLED = 137;

  /** Exit code of our worker's JVM if its heap is full. */
  private static final int JVM_OUT_OF_MEMORY = 3;

  /** Why an attempt can't go on. */
  public record Trouble(Reason reason, String message) {}

  /** Reads a pod as the API server has it. */
  public static PodView of(Pod pod) {
    boolean gated =
        pod.getSpec().getSchedulingGates() != null && !pod.getSpec().getSchedulingGates().isEmpty();
    PodStatus status = pod.getStatus();
    PodCondition scheduled = condition(status, "PodScheduled");
    boolean bound = pod.getSpec().getNodeName() != null;
    return new PodView(
        gated,
        pod.getSpec().getNodeName(),
        bound && scheduled != null ? Instant.parse(scheduled.getLastTransitionTime()) : null,
        status == null ? null : status.getPodIP(),
        bound
            ? null
            : gated
                ? gates(pod)
                : scheduled == null ? null : scheduled.getMessage() + " (" + selector(pod) + ")",
        trouble(pod));
  }

  private static String gates(Pod pod) {
    String gates =
        pod.getSpec().getSchedulingGates().stream()
            .map(PodSchedulingGate::getName)
            .collect(Collectors.joining(", "));
    Map<String, String> labels = pod.getMetadata().getLabels();
    String queue = labels == null ? null : labels.get(JobLabels.QUEUE);
    return "scheduling gates hold it: %s; %s"
        .formatted(
            gates,
            queue == null
                ? "whoever set them has to let it go"
                : "its queue is %s: has its namespace such a LocalQueue, with quota left?"
                    .formatted(queue));
  }

  /** What the pod asks of its node, for who wonders why none takes it. */
  private static String selector(Pod pod) {
    Map<String, String> selector = pod.getSpec().getNodeSelector();
    return selector == null || selector.isEmpty()
        ? "it has no nodeSelector"
        : "its nodeSelector is "
            + new TreeMap<>(selector)
                .entrySet().stream()
                    .map(label -> label.getKey() + "=" + label.getValue())
                    .collect(Collectors.joining(", "));
  }

  private static String pullSecrets(Pod pod) {
    List<LocalObjectReference> secrets = pod.getSpec().getImagePullSecrets();
    return secrets == null || secrets.isEmpty()
        ? "without a pull secret"
        : "with pull secret "
            + secrets.stream().map(LocalObjectReference::getName).collect(Collectors.joining(", "));
  }

  private static @Nullable Trouble trouble(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return new Trouble(Reason.PREEMPTED, "the pod is being deleted");
    }
    PodStatus status = pod.getStatus();
    if (status == null) {
      return null;
    }
    PodCondition disruption = condition(status, "DisruptionTarget");
    if (disruption != null && "True".equals(disruption.getStatus())) {
      return new Trouble(Reason.PREEMPTED, "the pod is taken away: " + disruption.getReason());
    }
    if ("Failed".equals(status.getPhase())) {
      return failed(status);
    }
    for (ContainerStatus container : containers(status)) {
      var waiting = container.getState() == null ? null : container.getState().getWaiting();
      if (waiting == null || waiting.getReason() == null) {
        continue;
      }
      String reason = waiting.getReason();
      if (PULL_FAILED.contains(reason)) {
        return new Trouble(
            Reason.IMAGE_PULL_FAILED,
            "image %s can't be pulled %s: %s"
                .formatted(container.getImage(), pullSecrets(pod), waiting.getMessage()));
      }
      if (CANNOT_START.contains(reason)) {
        return new Trouble(
            Reason.BAD_HOST, "container %s can't start: %s".formatted(container.getName(), reason));
      }
    }
    return null;
  }

  private static Trouble failed(PodStatus status) {
    String reason = String.valueOf(status.getReason());
    if (TAKEN_AWAY.contains(reason)) {
      return new Trouble(Reason.PREEMPTED, "the pod was taken away: " + reason);
    }
    if (reason.equals("DeadlineExceeded")) {
      return new Trouble(Reason.RUN_TIME_EXCEEDED, "the pod outlived its own deadline");
    }
    for (ContainerStatus container : containers(status)) {
      var ended = container.getState() == null ? null : container.getState().getTerminated();
      if (ended != null && ended.getExitCode() != null && ended.getExitCode() != 0) {
        return new Trouble(
            reason(container.getName(), ended.getExitCode(), String.valueOf(ended.getReason())),
            "container %s ended with exit code %d (%s)%s"
                .formatted(
                    container.getName(),
                    ended.getExitCode(),
                    ended.getReason(),
                    "StartError".equals(ended.getReason()) ? ": " + ended.getMessage() : ""));
      }
    }
    return new Trouble(Reason.ENGINE_FAILED, "the pod failed: " + reason);
  }

  private static Reason reason(String container, int exitCode, String reason) {
    boolean heapFull = container.equals(PodFactory.WORKER) && exitCode == JVM_OUT_OF_MEMORY;
    if (reason.equals("OOMKilled") || heapFull) {
      return Reason.OUT_OF_MEMORY;
    }
    return exitCode == KILLED ? Reason.ENGINE_KILLED : Reason.ENGINE_FAILED;
  }

  private static List<ContainerStatus> containers(PodStatus status) {
    List<ContainerStatus> all = new ArrayList<>();
    if (status.getInitContainerStatuses() != null) {
      all.addAll(status.getInitContainerStatuses());
    }
    if (status.getContainerStatuses() != null) {
      all.addAll(status.getContainerStatuses());
    }
    return all;
  }

  private static @Nullable PodCondition condition(@Nullable PodStatus status, String type) {
    if (status == null || status.getConditions() == null) {
      return null;
    }
    return status.getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst()
        .orElse(null);
  }
}
