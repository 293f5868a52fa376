package dev.shoal.activity;

import dev.shoal.job.Attempt;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.NodeMemory;
import dev.shoal.job.Reason;
import dev.shoal.job.TierPlan;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.PodFactory;
import dev.shoal.kube.PodRequest;
import dev.shoal.kube.PodView;
import dev.shoal.kube.PodWatch;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.podclient.PodClients;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.PodRef;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and removes the pods of a job, and keeps the ledger of them. */
public final class PodLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(PodLifecycle.class);
  private static final Duration GONE_POLL = Duration.ofMillis(500);

  private static final int OF_THIS_JOB = 100;

  private final JobStore jobs;
  private final AttemptStore attempts;
  private final PodApi api;
  private final PodWatch watch;
  private final PodFactory factory;
  private final PodClients clients;
  private final ModelWeights weights;
  private final Clock clock;

  public PodLifecycle(
      JobStore jobs,
      AttemptStore attempts,
      PodApi api,
      PodWatch watch,
      PodFactory factory,
      PodClients clients,
      ModelWeights weights,
      Clock clock) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.api = api;
    this.watch = watch;
    this.factory = factory;
    this.clients = clients;
    this.weights = weights;
    this.clock = clock;
  }

  /** Creates the attempt's pod once every earlier one is gone, unless the job is being deleted. */
  void provision(PodRef ref) {
    JobRef job = ref.job();
    if (!api.jobIsLive(job.namespace(), job.name(), job.jobId())) {
      throw Failures.permanent(Reason.CANCELLED, "the SimulationJob was deleted");
    }
    for (Pod pod : api.ofAttempts(job.namespace(), job.jobId(), ref.attempt() - 1)) {
      throw Failures.temporary(
          Reason.INTERNAL_ERROR,
          "pod " + pod.getMetadata().getName() + " of an earlier attempt is still there",
          new IllegalStateException("fenced"));
    }
    JobRow row = jobs.get(job.jobId());
    if (!row.phase().open() || row.run() != job.run()) {
      throw Failures.permanent(
          Reason.CANCELLED, "run %d of the job is over, says its row".formatted(job.run()));
    }
    JobPlan plan = row.plan();
    TierPlan tier = plan.tier();
    attempts.open(job.jobId(), job.run(), ref.attempt(), tier.gpuCount(), clock.instant());
    Pod pod =
        create(
            ref,
            factory.pod(
                new PodRequest(
                    job.jobId(),
                    job.name(),
                    job.namespace(),
                    ref.attempt(),
                    tier,
                    plan.pod(),
                    avoided(ref))));
    api.createIfAbsent(
        PodFactory.secret(
            pod, clients.token(job.jobId(), ref.attempt()), weights.links(tier).orElse(null)));
    attempts.created(
        job.jobId(),
        ref.attempt(),
        pod.getMetadata().getUid(),
        Instant.parse(pod.getMetadata().getCreationTimestamp()));
  }

  private Pod create(PodRef ref, Pod pod) {
    try {
      return api.createOrAdopt(pod);
    } catch (KubernetesClientException e) {
      if (Refusal.byQuota(e)) {
        attempts.waits(ref.job().jobId(), ref.attempt(), Refusal.message("pod", e));
      }
      throw Refusal.of("pod", e);
    }
  }

  /** The attempt's pod as it is now; missing means that somebody took it away. */
  PodView look(PodRef ref) {
    Pod pod =
        watch
            .find(ref.job().namespace(), ref.podName())
            .orElseThrow(
                () -> Failures.permanent(Reason.PREEMPTED, "the pod was deleted from outside"));
    return PodView.of(pod);
  }

  /** The pod has no node yet, for a reason that users want to see. */
  void waits(PodRef ref, String why) {
    attempts.waits(ref.job().jobId(), ref.attempt(), why);
  }

  /** The pod has a node: from here on it costs GPU time. */
  void scheduled(PodRef ref, PodView view) {
    recordBinding(ref, view);
  }

  /** Waits until the pod has changed, or for a time. */
  void awaitChange(PodRef ref, Duration atMost) throws InterruptedException {
    watch.awaitChange(ref.job().namespace(), ref.podName(), atMost);
  }

  /** The pod became healthy. */
  void healthy(PodRef ref) {
    attempts.running(ref.job().jobId(), ref.attempt(), clock.instant());
  }

  /**
   * Leaves the attempt's pod to be looked into, if the job's owner asked for that; the operator
   * takes it when its time is over. A pod without a node has nothing to look into.
   *
   * @return whether the pod stays
   */
  boolean retain(PodRef ref, @Nullable Reason reason) {
    JobRef job = ref.job();
    Optional<PodView> view = api.find(job.namespace(), ref.podName()).map(PodView::of);
    if (view.isEmpty()
        || view.get().node() == null
        || !api.keepsFailedPods(job.namespace(), job.name(), job.jobId())) {
      return false;
    }
    recordBinding(ref, view.get());
    if (reason != null) {
      attempts.givenUp(job.jobId(), ref.attempt(), reason);
    }
    LOG.info("pod {} stays for now, as spec.podRetention asks", ref.podName());
    return true;
  }

  /**
   * Removes the pods of this attempt and any before it, and waits until they are gone. The GPU
   * comes first: the ledger is written afterwards, so that a database that is away costs no GPU
   * time.
   */
  void terminate(PodRef ref, @Nullable Reason reason) throws InterruptedException {
    JobRef job = ref.job();
    Map<Integer, PodView> seen = new TreeMap<>();
    Instant lastSeen = clock.instant();
    while (true) {
      Instant asked = clock.instant();
      List<Pod> left = api.ofAttempts(job.namespace(), job.jobId(), ref.attempt());
      if (left.isEmpty()) {
        break;
      }
      lastSeen = asked;
      for (Pod pod : left) {
        seen.put(JobNames.attemptOf(pod.getMetadata().getName()), PodView.of(pod));
        if (pod.getMetadata().getDeletionTimestamp() == null) {
          LOG.info("deleting pod {}", pod.getMetadata().getName());
          api.delete(pod);
        }
      }
      watch.awaitChange(job.namespace(), ref.podName(), GONE_POLL);
    }
    Instant gone = clock.instant();
    watch.forget(job.namespace(), ref.podName());
    seen.forEach((attempt, view) -> recordBinding(new PodRef(job, attempt), view));
    if (reason != null) {
      attempts.givenUp(job.jobId(), ref.attempt(), reason);
    }
    for (Attempt attempt : attempts.of(job.jobId())) {
      if (attempt.attempt() <= ref.attempt() && attempt.goneAt() == null) {
        boolean observed = seen.containsKey(attempt.attempt()) && Attempt.observed(lastSeen, gone);
        attempts.gone(job.jobId(), attempt.attempt(), gone, observed);
      }
    }
  }

  private void recordBinding(PodRef ref, PodView view) {
    String node = view.node();
    Instant at = view.boundAt();
    if (node != null && at != null) {
      attempts.bound(ref.job().jobId(), ref.attempt(), node, at);
    }
  }

  /** Nodes that were bad of late, for any job; those that were so for this one first of all. */
  private Map<String, Integer> avoided(PodRef ref) {
    Instant now = clock.instant();
    Map<String, Integer> weights = new TreeMap<>();
    NodeMemory.avoided(attempts.failures(now.minus(NodeMemory.REMEMBERED)), now)
        .forEach(node -> weights.put(node.node(), node.weight()));
    for (Attempt attempt : attempts.of(ref.job().jobId())) {
      String node = attempt.node();
      String reason = attempt.reason();
      if (node != null && reason != null && NodeMemory.BLAMED.contains(Reason.ofTitle(reason))) {
        weights.put(node, OF_THIS_JOB);
      }
    }
    return weights;
  }
}
