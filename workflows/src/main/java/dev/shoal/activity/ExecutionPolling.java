package dev.shoal.activity;

import dev.shoal.job.Artifact;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.podclient.PodClient;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.ExecutionStatus;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.ScriptRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.script.ScriptEnd;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptNames;
import dev.shoal.script.ScriptPlan;
import dev.shoal.work.Work;
import dev.shoal.workflow.ScriptPodRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Hands a script, or simulations, to its pod and follows it until what it wrote is stored. */
public final class ExecutionPolling {
  private static final Duration LONG_POLL = Duration.ofSeconds(2);
  private static final Duration URL_LIFETIME = Duration.ofMinutes(15);
  private static final int MOST_FAILURES = 10;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORECAST_DAYS = 90;
  private final WorkStore<ScriptPlan, ScriptFindings> store;
  private final ScriptPods pods;
  private final ObjectStore objects;

  public ExecutionPolling(
      WorkStore<ScriptPlan, ScriptFindings> store, ScriptPods pods, ObjectStore objects) {
    this.store = store;
    this.pods = pods;
    this.objects = objects;
  }

  /** Follows; enters again on a pod that has it already. Fails by the reason that it failed by. */
  boolean follow(ScriptPodRef pod, HeartbeatThread alive) throws InterruptedException {
    Work<ScriptPlan, ScriptFindings> work = store.get(pod.job().jobId());
    PollFailures failures = new PollFailures(pod.podName(), MOST_FAILURES);
    ScriptFindings told = ScriptFindings.said("", "");
    long version = 0;
    while (true) {
      PodClient client = pods.client(pod);
      try {
        ExecutionStatus status =
            version == 0 ? submit(client, pod, work.plan()) : client.execution(version, LONG_POLL);
        failures.answered();
        version = status.version();
        if (status.state() == ExecutionStatus.State.ENDED) {
          end(pod, status);
          return true;
        }
        ScriptFindings says =
            ScriptFindings.said(ScriptEnd.text(status.stdout()), ScriptEnd.text(status.stderr()));
        if (!says.equals(told)) {
          store.note(pod.job().jobId(), pod.job().run(), says);
          told = says;
        }
        if (status.state() == ExecutionStatus.State.AWAITING_UPLOADS) {
          grant(pod, client, status);
        }
      } catch (PodClient.Refused e) {
        if (e.status() == BAD_REQUEST || e.status() == UNAUTHORIZED) {
          throw Failures.permanent(Reason.ENGINE_FAILED, "the worker refused: " + e.getMessage());
        }
        failures.failed(e);
      } catch (IOException e) {
        failures.failed(e);
      }
      alive.check();
    }
  }

  private static ExecutionStatus submit(PodClient client, ScriptPodRef pod, ScriptPlan plan)
      throws IOException, InterruptedException {
    ScriptPlan.Script script = plan.script();
    return script == null
        ? client.simulate(compound(pod, plan))
        : client.execute(
            new ScriptRequest(
                pod.podName(), script.interpreter(), script.text(), plan.timeoutSeconds()));
  }

  private static CompoundRequest compound(ScriptPodRef pod, ScriptPlan plan) {
    ScriptPlan.Compound compound = Objects.requireNonNull(plan.compound());
    return new CompoundRequest(
        pod.podName(),
        compound.aggregation(),
        compound.simulations().stream()
            .map(one -> new CompoundRequest.Part(one.name(), request(pod, one)))
            .toList(),
        plan.timeoutSeconds());
  }

  private static JobRequest request(ScriptPodRef pod, ScriptPlan.Simulation one) {
    return new JobRequest(
        pod.job().jobId(),
        pod.attempt(),
        one.seed(),
        one.goal(),
        one.rounds(),
        one.agents(),
        FORECAST_DAYS,
        List.of(new JobRequest.Market("outcome", one.goal(), one.initialProbability())),
        one.events().stream()
            .map(event -> new JobRequest.Event(event.round(), event.text()))
            .toList(),
        one.randomSeed(),
        "scripted",
        0,
        new JobRequest.Beliefs(
            one.beliefs().dynamics(), one.beliefs().bound(), one.beliefs().rate()),
        null,
        null);
  }

  private void grant(ScriptPodRef pod, PodClient client, ExecutionStatus status)
      throws IOException, InterruptedException {
    Map<String, String> urls = new HashMap<>();
    for (DeclaredArtifact file : ScriptEnd.known(status.uploads())) {
      urls.put(file.name(), objects.presignPut(key(pod, file.name()), file.sha256(), URL_LIFETIME));
    }
    client.grantExecution(new UploadGrant(urls, null));
  }

  private void end(ScriptPodRef pod, ExecutionStatus status) {
    ScriptEnd end = ScriptEnd.of(status, name -> key(pod, name));
    for (Artifact artifact : Objects.requireNonNull(end.findings().artifacts())) {
      if (!stored(artifact)) {
        throw Failures.permanent(
            Reason.ARTIFACTS_MISSING,
            "the pod says that it has stored %s, but it is not there, or another"
                .formatted(artifact.name()));
      }
    }
    store.note(pod.job().jobId(), pod.job().run(), end.findings());
    ScriptEnd.Failure failure = end.failure();
    if (failure != null) {
      throw Failures.permanent(failure.reason(), failure.message());
    }
  }

  private boolean stored(Artifact artifact) {
    try {
      Optional<ObjectStore.Stored> found = objects.stat(artifact.key());
      return found.isPresent()
          && found.get().bytes() == artifact.bytes()
          && found.get().sha256().equals(artifact.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(ScriptPodRef pod, String file) {
    return ScriptNames.key(
        pod.job().namespace(), pod.job().jobId(), pod.job().run(), pod.attempt(), file);
  }
}
