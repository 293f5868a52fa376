package dev.shoal.operator.job;

import dev.shoal.job.Attempt;
import dev.shoal.job.JobNames;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.PodView;
import dev.shoal.operator.work.ResourceEvents;
import dev.shoal.persistence.AttemptStore;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes GPUs back where no workflow does it any more, and closes the ledger. */
public final class PodReaper {
  private static final Logger LOG = LoggerFactory.getLogger(PodReaper.class);

  private final PodApi pods;
  private final AttemptStore attempts;
  private final ResourceEvents events;
  private final Clock clock;

  public PodReaper(PodApi pods, AttemptStore attempts, ResourceEvents events, Clock clock) {
    this.pods = pods;
    this.attempts = attempts;
    this.events = events;
    this.clock = clock;
  }

  /** Whether the API server has any pod of the attempts in the ledger, which come before them. */
  public boolean anyLeft(String namespace, String jobId, List<Attempt> ledger) {
    return !named(namespace, jobId, ledger).isEmpty();
  }

  /**
   * Deletes all pods of a job; once none is left, the ledger is closed. Labels find a pod that the
   * ledger doesn't know yet, names find one whose labels somebody changed.
   */
  public void reap(String namespace, String jobId) {
    Map<String, Pod> left = new TreeMap<>();
    pods.ofJob(namespace, jobId).forEach(pod -> left.put(pod.getMetadata().getName(), pod));
    named(namespace, jobId, attempts.of(jobId))
        .forEach(pod -> left.put(pod.getMetadata().getName(), pod));
    for (Pod pod : left.values()) {
      PodView view = PodView.of(pod);
      String node = view.node();
      Instant bound = view.boundAt();
      if (node != null && bound != null) {
        attempts.bound(jobId, JobNames.attemptOf(pod.getMetadata().getName()), node, bound);
      }
      if (pod.getMetadata().getDeletionTimestamp() == null) {
        LOG.warn("reaping pod {} of job {}", pod.getMetadata().getName(), jobId);
        pods.delete(pod);
        tell(pod);
      }
    }
    if (left.isEmpty()) {
      closeLedger(jobId);
    }
  }

  private void tell(Pod pod) {
    for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
      events.tell(
          new ObjectReferenceBuilder()
              .withApiVersion(owner.getApiVersion())
              .withKind(owner.getKind())
              .withName(owner.getName())
              .withNamespace(pod.getMetadata().getNamespace())
              .withUid(owner.getUid())
              .build(),
          ResourceEvents.WARNING,
          "PodReaped",
          "pod %s was still there, and no run needs it: it is deleted"
              .formatted(pod.getMetadata().getName()));
    }
  }

  private List<Pod> named(String namespace, String jobId, List<Attempt> ledger) {
    return ledger.isEmpty()
        ? List.of()
        : pods.ofAttempts(namespace, jobId, ledger.getLast().attempt());
  }

  /** Marks attempts as gone whose pod is known not to be there. */
  public void closeLedger(String jobId) {
    for (Attempt attempt : attempts.of(jobId)) {
      if (attempt.goneAt() == null) {
        attempts.gone(jobId, attempt.attempt(), clock.instant(), false);
      }
    }
  }
}
