package dev.shoal.activity;

import dev.shoal.job.Reason;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.PodFactory;
import dev.shoal.kube.PodView;
import dev.shoal.kube.PodWatch;
import dev.shoal.kube.ScriptPodFactory;
import dev.shoal.kube.WorkPods;
import dev.shoal.persistence.WorkStore;
import dev.shoal.podclient.PodClient;
import dev.shoal.podclient.PodClients;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptNames;
import dev.shoal.script.ScriptPlan;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.ScriptPodRef;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates and removes the pods of ScriptRuns, and waits until they answer. */
public final class ScriptPods {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration HEALTH_PAUSE = Duration.ofMillis(200);
  private static final Duration GONE_POLL = Duration.ofMillis(500);

  /** What keeps a container from starting, and may pass. */
  private static final Set<Reason> MAY_PASS = EnumSet.of(Reason.IMAGE_PULL_FAILED, Reason.BAD_HOST);

  private final WorkStore<ScriptPlan, ScriptFindings> store;
  private final PodApi api;
  private final WorkPods pods;
  private final PodWatch watch;
  private final ScriptPodFactory factory;
  private final PodClients clients;
  private final FixedLimits limits;

  public ScriptPods(
      WorkStore<ScriptPlan, ScriptFindings> store,
      PodApi api,
      WorkPods pods,
      PodWatch watch,
      ScriptPodFactory factory,
      PodClients clients,
      FixedLimits limits) {
    this.store = store;
    this.api = api;
    this.pods = pods;
    this.watch = watch;
    this.factory = factory;
    this.clients = clients;
    this.limits = limits;
  }

  /** Creates the attempt's pod, or finds it, and waits until its worker answers. */
  boolean provide(ScriptPodRef ref, HeartbeatThread alive) throws InterruptedException {
    Work<ScriptPlan, ScriptFindings> work = store.get(ref.job().jobId());
    if (!work.state().open() || work.run() != ref.job().run()) {
      throw Failures.permanent(
          Reason.CANCELLED, "run %d is over, says its row".formatted(ref.job().run()));
    }
    if (!Integer.valueOf(ref.attempt()).equals(work.findings().attempt())) {
      note(ref, ScriptFindings.begun(ref.attempt()));
    }
    awaitGone(ref, alive);
    create(ref, work, alive);
    awaitAnswer(ref, alive);
    return true;
  }

  /** An earlier attempt's pod may still be at work: there is never more than one. */
  private void awaitGone(ScriptPodRef ref, HeartbeatThread alive) throws InterruptedException {
    while (others(ref)) {
      alive.check();
      Thread.sleep(GONE_POLL);
    }
  }

  private boolean others(ScriptPodRef ref) {
    return pods.of(ref.job().namespace(), ScriptNames.KIND, ref.job().jobId()).stream()
        .anyMatch(pod -> !pod.getMetadata().getName().equals(ref.podName()));
  }

  /** A quota without room is waited for, as a node is. */
  private void create(
      ScriptPodRef ref, Work<ScriptPlan, ScriptFindings> work, HeartbeatThread alive)
      throws InterruptedException {
    PodPatience patience = new PodPatience(limits.schedulable());
    while (true) {
      try {
        Pod pod = api.createOrAdopt(factory.pod(work, ref.attempt()));
        api.createIfAbsent(
            PodFactory.secret(pod, clients.token(tokenOf(ref), ref.attempt()), null));
        return;
      } catch (KubernetesClientException e) {
        if (!Refusal.byQuota(e)) {
          throw Refusal.of("pod", e);
        }
        String why = Refusal.message("pod", e);
        note(ref, ScriptFindings.waits(why));
        patience.lookUngated(Reason.QUOTA_EXCEEDED, "there was no room for the pod", why);
      }
      alive.check();
      Thread.sleep(LOOK);
    }
  }

  private void awaitAnswer(ScriptPodRef ref, HeartbeatThread alive) throws InterruptedException {
    PodPatience node = new PodPatience(limits.schedulable());
    PodPatience start = new PodPatience(limits.startable());
    PodPatience answer = new PodPatience(limits.answering());
    String told = "";
    String silence = "its image may lack glibc";
    Reason silent = Reason.BAD_HOST;
    while (true) {
      PodView view = look(ref);
      String why = Optional.ofNullable(view.waiting()).orElse("");
      node.look(view, why);
      if (!why.equals(told)) {
        note(ref, ScriptFindings.waits(why));
        told = why;
      }
      PodView.Trouble trouble = view.trouble();
      if (trouble != null && !MAY_PASS.contains(trouble.reason())) {
        throw Failures.permanent(trouble.reason(), trouble.message());
      }
      if (trouble == null) {
        start.rest();
      } else { // between two tries to pull an image there is none to be seen
        silence = trouble.message();
        silent = trouble.reason();
        start.lookUngated(silent, "the pod did not start", silence);
      }
      if (view.node() == null) {
        answer.rest();
      } else if (answers(ref, view)) {
        return;
      } else {
        answer.lookUngated(silent, "the pod did not answer", silence);
      }
      alive.check();
      if (view.ip() == null) {
        watch.awaitChange(ref.job().namespace(), ref.podName(), LOOK);
      } else {
        Thread.sleep(HEALTH_PAUSE);
      }
    }
  }

  private boolean answers(ScriptPodRef ref, PodView view) throws InterruptedException {
    String ip = view.ip();
    if (ip == null) {
      return false;
    }
    try {
      clients.at(ip, tokenOf(ref), ref.attempt()).health();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A client of the attempt's pod; fails by the pod's trouble if it has some. */
  PodClient client(ScriptPodRef ref) {
    PodView view = look(ref);
    PodView.Trouble trouble = view.trouble();
    if (trouble != null) {
      throw Failures.permanent(trouble.reason(), trouble.message());
    }
    String ip = view.ip();
    if (ip == null) {
      throw Failures.permanent(Reason.PREEMPTED, "the pod has lost its address");
    }
    return clients.at(ip, tokenOf(ref), ref.attempt());
  }

  private PodView look(ScriptPodRef ref) {
    return watch
        .find(ref.job().namespace(), ref.podName())
        .map(PodView::of)
        .orElseThrow(
            () -> Failures.permanent(Reason.PREEMPTED, "the pod was deleted from outside"));
  }

  /** Removes all pods of a ScriptRun, and waits until they are gone. */
  boolean remove(JobRef run, HeartbeatThread alive) throws InterruptedException {
    while (true) {
      List<Pod> left = pods.of(run.namespace(), ScriptNames.KIND, run.jobId());
      if (left.isEmpty()) {
        return true;
      }
      for (Pod pod : left) {
        watch.forget(run.namespace(), pod.getMetadata().getName());
        if (pod.getMetadata().getDeletionTimestamp() == null) {
          api.delete(pod);
        }
      }
      alive.check();
      Thread.sleep(GONE_POLL);
    }
  }

  private void note(ScriptPodRef ref, ScriptFindings findings) {
    store.note(ref.job().jobId(), ref.job().run(), findings);
  }

  private static String tokenOf(ScriptPodRef ref) {
    return ref.job().jobId() + "/" + ref.job().run();
  }
}
