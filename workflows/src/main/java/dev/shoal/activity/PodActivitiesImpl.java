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
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that wait for a pod. Each loop beats, so that a lost worker is noticed. */
public final class PodActivitiesImpl implements PodActivities {
  private static final Logger LOG = LoggerFactory.getLogger(PodActivitiesImpl.class);
  private static final Duration HEALTH_PAUSE = Duration.ofMillis(200);

  /** Longest wait for a change that a watch tells of. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Set<Reason> ENDED =
      EnumSet.of(Reason.ENGINE_FAILED, Reason.ENGINE_KILLED, Reason.OUT_OF_MEMORY);

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
    LongStep.run(
        alive -> {
          PodPatience patience = new PodPatience(limit);
          String told = null;
          while (true) {
            PodView view = pods.look(pod);
            failOnTrouble(view);
            if (view.node() != null) {
              pods.scheduled(pod, view);
              return true;
            }
            String why = view.waiting();
            patience.look(view, String.valueOf(why));
            if (why != null && !why.equals(told)) {
              pods.waits(pod, why);
              told = why;
            }
            alive.check();
            pods.awaitChange(pod, LOOK);
          }
        });
  }

  @Override
  public void waitForWorkerHealth(PodRef pod, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    LongStep.run(alive -> healthy(pod, limit, deadline, alive));
  }

  private boolean healthy(PodRef pod, Duration limit, long deadline, HeartbeatThread alive)
      throws InterruptedException {
    String problem = "its worker never answered";
    while (System.nanoTime() < deadline) {
      PodView view = pods.look(pod);
      failOnTrouble(view);
      alive.check();
      String ip = view.ip();
      if (ip == null) {
        pods.awaitChange(pod, LOOK);
        continue;
      }
      try {
        Health health = clients.at(ip, pod.job().jobId(), pod.attempt()).health();
        if (health.vllmReady()) {
          pods.healthy(pod);
          jobs.advance(pod.job().jobId(), pod.job().run(), JobPhase.RUNNING);
          return true;
        }
        problem = String.valueOf(health.bootError());
      } catch (IOException e) {
        LOG.debug("pod {} is not healthy yet: {}", pod.podName(), e.getMessage());
      }
      Thread.sleep(HEALTH_PAUSE);
    }
    throw Failures.permanent(
        Reason.BAD_HOST,
        "the pod was not healthy within %d s: %s".formatted(limit.toSeconds(), problem));
  }

  @Override
  public Uploads submitAndPoll(PodRef pod) {
    return LongStep.run(alive -> polling.follow(pod, alive));
  }

  /** Before it is healthy, a container that ends is a sign of a bad host. */
  private static void failOnTrouble(PodView view) {
    PodView.Trouble trouble = view.trouble();
    if (trouble != null) {
      Reason reason = ENDED.contains(trouble.reason()) ? Reason.BAD_HOST : trouble.reason();
      throw Failures.permanent(reason, trouble.message());
    }
  }
}
