package dev.shoal.activity;

import dev.shoal.job.JobNames;
import dev.shoal.job.JobPlan;
import dev.shoal.job.LiveStatus;
import dev.shoal.job.Reason;
import dev.shoal.kube.PodView;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.podclient.PodClient;
import dev.shoal.podclient.PodClients;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.WorkerPhase;
import dev.shoal.protocol.WorkerState;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.workflow.PodRef;
import dev.shoal.workflow.Upload;
import dev.shoal.workflow.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a job to its pod and follows it by long polls until all its artifacts are uploaded. */
public final class SimulationPolling {
  private static final Logger LOG = LoggerFactory.getLogger(SimulationPolling.class);
  private static final Duration LONG_POLL = Duration.ofSeconds(10);
  private static final Duration URL_LIFETIME = Duration.ofMinutes(15);
  private static final Duration LIVE_STATUS_EVERY = Duration.ofSeconds(1);

  private final JobStore jobs;
  private final PodLifecycle pods;
  private final PodClients clients;
  private final ObjectStore store;
  private final Clock clock;

  public SimulationPolling(
      JobStore jobs, PodLifecycle pods, PodClients clients, ObjectStore store, Clock clock) {
    this.jobs = jobs;
    this.pods = pods;
    this.clients = clients;
    this.store = store;
    this.clock = clock;
  }

  /** Follows; enters again on a pod that has the job already. */
  Uploads follow(PodRef pod, HeartbeatThread alive) throws InterruptedException {
    JobPlan plan = jobs.get(pod.job().jobId()).plan();
    JobRequest request = request(pod, plan);
    Map<String, DeclaredArtifact> declared = new LinkedHashMap<>();
    long version = 0;
    long liveStatusAt = 0;
    CheckpointUrl checkpoint = new CheckpointUrl(store, pod, plan.tier().limits());
    Pulse pulse = new Pulse(plan.tier().recovery().pulse());
    PollFailures failures =
        new PollFailures(pod.podName(), plan.tier().recovery().unreachablePolls());
    while (true) {
      PodClient client = client(pod);
      try {
        WorkerStatus status =
            version == 0 ? client.submit(request) : client.status(version, LONG_POLL);
        failures.answered();
        version = status.version();
        long now = System.nanoTime();
        boolean due = now - liveStatusAt > LIVE_STATUS_EVERY.toNanos();
        if (status.phase() != WorkerPhase.PREPARE && (due || status.status().terminal())) {
          liveStatusAt = now;
          saveLive(pod, status);
        }
        status.uploads().forEach(artifact -> declared.put(artifact.name(), artifact));
        failIfAiling(pulse, status);
        if (status.status() == WorkerState.RUNNING && checkpoint.due()) {
          client.grant(new UploadGrant(Map.of(), checkpoint.mint()));
        } else if (status.status() == WorkerState.AWAITING_UPLOADS) {
          grant(pod, client, status);
        } else if (status.status() == WorkerState.COMPLETED) {
          return uploads(declared, status);
        } else if (status.status().terminal()) {
          throw Failures.permanent(
              reason(status),
              "the engine ended as %s (%s): %s"
                  .formatted(status.status(), status.errorKind(), status.errorMessage()));
        }
        pause(status);
      } catch (PodClient.Refused e) {
        if (e.status() == 400 || e.status() == 401) {
          throw Failures.permanent(Reason.ENGINE_FAILED, "the worker refused: " + e.getMessage());
        }
        failures.failed(e);
      } catch (IOException e) {
        failures.failed(e);
      }
      alive.check();
    }
  }

  /** What the pod lacked it may find elsewhere; any other failure would come again. */
  private static Reason reason(WorkerStatus status) {
    return switch (String.valueOf(status.errorKind())) {
      case "out_of_memory" -> Reason.OUT_OF_MEMORY;
      case "disk_full" -> Reason.DISK_FULL;
      default -> Reason.ENGINE_FAILED;
    };
  }

  /** Once all rounds are run, what is left has no rhythm. */
  private static void failIfAiling(Pulse pulse, WorkerStatus status) {
    if (status.status() != WorkerState.RUNNING || status.round() == status.maxRounds()) {
      return;
    }
    WorkerStatus.LlmCounters llm = status.llm();
    Optional<Pulse.Ailment> ailment =
        pulse.feel(
            new Pulse.Beat(
                System.nanoTime(), status.round(), llm.ok(), llm.error(), status.modelProblem()));
    if (ailment.isPresent()) {
      throw Failures.permanent(ailment.get().reason(), ailment.get().message());
    }
  }

  /** A pod that can't go on is told apart from one that just doesn't answer. */
  private PodClient client(PodRef pod) {
    PodView view = pods.look(pod);
    PodView.Trouble trouble = view.trouble();
    if (trouble != null) {
      throw Failures.permanent(trouble.reason(), trouble.message());
    }
    String ip = view.ip();
    if (ip == null) {
      throw Failures.permanent(Reason.PREEMPTED, "the pod has lost its address");
    }
    return clients.at(ip, pod.job().jobId(), pod.attempt());
  }

  /** Rounds can come faster than anyone reads: one look a second is enough. */
  private static void pause(WorkerStatus status) throws InterruptedException {
    if (status.status() == WorkerState.RUNNING) {
      Thread.sleep(status.round() < status.maxRounds() ? 250 : 20);
    }
  }

  private void saveLive(PodRef pod, WorkerStatus status) {
    jobs.saveLiveStatus(
        pod.job().jobId(),
        pod.job().run(),
        new LiveStatus(status.round(), status.maxRounds(), status.roundsPerMin(), clock.instant()));
  }

  private void grant(PodRef pod, PodClient client, WorkerStatus status)
      throws IOException, InterruptedException {
    Map<String, String> urls = new HashMap<>();
    for (DeclaredArtifact artifact : status.uploads()) {
      String key = JobNames.artifactKey(pod.job().jobId(), pod.attempt(), artifact.name());
      urls.put(artifact.name(), store.presignPut(key, artifact.sha256(), URL_LIFETIME));
    }
    client.grant(new UploadGrant(urls, null));
  }

  private static Uploads uploads(Map<String, DeclaredArtifact> declared, WorkerStatus status) {
    List<Upload> files = new ArrayList<>();
    for (DeclaredArtifact artifact : declared.values()) {
      files.add(new Upload(artifact.name(), artifact.bytes(), artifact.sha256()));
    }
    LOG.info("job {} uploaded {} files", status.jobId(), files.size());
    return new Uploads(files);
  }

  /**
   * The newest checkpoint of an earlier attempt, but none from before a rerun. A store that is away
   * is waited for: rounds that are run again cost more.
   */
  private @Nullable String resumeFrom(PodRef pod) {
    try {
      int first = jobs.get(pod.job().jobId()).rerun().freshFrom();
      for (int attempt = pod.attempt() - 1; attempt >= first; attempt--) {
        String key = JobNames.checkpointKey(pod.job().jobId(), attempt);
        if (store.stat(key).isPresent()) {
          return store.presignRead(key, URL_LIFETIME);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  private String answersUrl(String key) {
    try {
      return store.presignRead(key, URL_LIFETIME);
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private JobRequest request(PodRef pod, JobPlan plan) {
    String answersKey = plan.answersKey();
    return new JobRequest(
        pod.job().jobId(),
        pod.attempt(),
        jobs.seed(pod.job().jobId()),
        plan.goal(),
        plan.rounds(),
        plan.agents(),
        plan.forecastDays(),
        jobs.markets(pod.job().jobId()).stream()
            .map(
                market ->
                    new JobRequest.Market(
                        market.id(), market.question(), market.initialProbability()))
            .toList(),
        plan.events().stream()
            .map(event -> new JobRequest.Event(event.round(), event.text()))
            .toList(),
        plan.randomSeed(),
        plan.tier().engine(),
        plan.tier().minRoundMillis(),
        new JobRequest.Beliefs(
            plan.beliefs().dynamics(), plan.beliefs().bound(), plan.beliefs().rate()),
        answersKey == null ? null : answersUrl(answersKey),
        resumeFrom(pod));
  }
}
