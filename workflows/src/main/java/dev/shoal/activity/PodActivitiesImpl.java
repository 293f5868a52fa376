package dev.shoal.activity;

import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import dev.shoal.kube.PodView;
import dev.shoal.persistence.JobStore;
import dev.shoal.podclient.PodClients;
import dev.shoal.protocol.Health;
import dev.shoal.workflow.PodActivities;
import dev.shoal.workflow.PodRef;
import dev.shoal.workflow.Uploads;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that wait for a pod. Each loop beats, so that a lost worker is noticed. */
public final class PodActivitiesImpl implements PodActivities {
  private static final Logger LOG = LoggerFactory.getLogger(PodActivitiesImpl.class);
  private static final Duration HEALTH_PAUSE = Duration.ofMillis(200);

  private final PodLifecycle pods;
  private final PodClients clients;
  private final JobStore jobs;
  private final SimulationPolling polling;

  public PodActivitiesImpl(
      PodLifecycle pods, PodClients clients, JobStore jobs, SimulationPolling polling) {
    this.pods = pods;
    this.clients = clients;
    this.jobs = jobs;
    this.polling = polling;
  }

  @Override
  public void awaitScheduled(PodRef pod, Duration limit) {
    Heartbeat heartbeat = new Heartbeat();
    long ungatedNanos = System.nanoTime();
    try {
      while (true) {
        PodView view = pods.look(pod);
        failOnTrouble(view);
        if (view.node() != null) {
          pods.scheduled(pod, view);
          return;
        }
        if (view.gated()) {
          ungatedNanos = System.nanoTime();
        } else if (System.nanoTime() - ungatedNanos > limit.toNanos()) {
          throw Failures.permanent(
              Reason.UNSCHEDULABLE,
              "no node took the pod within %d s: %s".formatted(limit.toSeconds(), view.waiting()));
        }
        heartbeat.beat();
        pods.awaitChange(pod, heartbeat.pause());
      }
    } catch (InterruptedException e) {
      throw Heartbeat.interrupted(e);
    }
  }

  @Override
  public void waitForWorkerHealth(PodRef pod, Duration limit) {
    Heartbeat heartbeat = new Heartbeat();
    long deadline = System.nanoTime() + limit.toNanos();
    String problem = "its worker never answered";
    try {
      while (System.nanoTime() < deadline) {
        PodView view = pods.look(pod);
        failOnTrouble(view);
        String ip = view.ip();
        if (ip == null) {
          heartbeat.beat();
          pods.awaitChange(pod, heartbeat.pause());
          continue;
        }
        try {
          Health health = clients.at(ip, pod.job().jobId(), pod.attempt()).health();
          if (health.vllmReady()) {
            pods.healthy(pod);
            jobs.advance(pod.job().jobId(), pod.job().run(), JobPhase.RUNNING);
            return;
          }
          problem = String.valueOf(health.bootError());
        } catch (IOException e) {
          LOG.debug("pod {} is not healthy yet: {}", pod.podName(), e.getMessage());
        }
        heartbeat.beat();
        Thread.sleep(HEALTH_PAUSE);
      }
    } catch (InterruptedException e) {
      throw Heartbeat.interrupted(e);
    }
    throw Failures.permanent(
        Reason.BAD_HOST,
        "the pod was not healthy within %d s: %s".formatted(limit.toSeconds(), problem));
  }

  @Override
  public Uploads submitAndPoll(PodRef pod) {
    try (HeartbeatThread alive = new HeartbeatThread(new Heartbeat())) {
      return follow(pod, alive);
    }
  }

  private Uploads follow(PodRef pod, HeartbeatThread alive) {
    try {
      return polling.follow(pod, alive);
    } catch (InterruptedException e) {
      throw alive.interrupted(e);
    }
  }

  /** Before it is healthy, a container that ends is a sign of a bad host. */
  private static void failOnTrouble(PodView view) {
    PodView.Trouble trouble = view.trouble();
    if (trouble != null) {
      Reason reason = trouble.reason() == Reason.ENGINE_FAILED ? Reason.BAD_HOST : trouble.reason();
      throw Failures.permanent(reason, trouble.message());
    }
  }
}
