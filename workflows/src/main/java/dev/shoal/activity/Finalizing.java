package dev.shoal.activity;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.job.Artifact;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobRow;
import dev.shoal.job.MarketResult;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.RunResults;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.workflow.PodRef;
import dev.shoal.workflow.Upload;
import dev.shoal.workflow.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that every artifact is in the object store as declared, and keeps the results. */
public final class Finalizing {
  private static final int LARGEST_COLUMN = 16 * 1024 * 1024;

  private final JobStore jobs;
  private final AttemptStore attempts;
  private final ObjectStore store;
  private final Clock clock;

  public Finalizing(JobStore jobs, AttemptStore attempts, ObjectStore store, Clock clock) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.store = store;
    this.clock = clock;
  }

  void finish(PodRef pod, Uploads uploads, HeartbeatThread alive) {
    try {
      List<Artifact> artifacts = verify(pod, uploads, alive);
      jobs.finishSimulation(pod.job().jobId(), pod.job().run(), results(pod, artifacts));
    } catch (IOException e) {
      throw Failures.temporary(
          Reason.STORE_UNAVAILABLE, "the artifacts can't be checked: " + e.getMessage(), e);
    }
  }

  private List<Artifact> verify(PodRef pod, Uploads uploads, HeartbeatThread alive)
      throws IOException {
    Set<String> missing = new HashSet<>();
    ArtifactKind.listedInManifest().forEach(kind -> missing.add(kind.fileName()));
    missing.add(ArtifactKind.MANIFEST.fileName());
    List<Artifact> artifacts = new ArrayList<>();
    for (Upload upload : uploads.files()) {
      String key = JobNames.artifactKey(pod.job().jobId(), pod.attempt(), upload.name());
      Optional<ObjectStore.Stored> stored = store.stat(key);
      if (stored.isEmpty()) {
        throw Failures.permanent(Reason.ARTIFACTS_MISSING, upload.name() + " is not in the store");
      }
      if (stored.get().bytes() != upload.bytes()
          || !stored.get().sha256().equals(upload.sha256())) {
        throw Failures.permanent(
            Reason.ARTIFACTS_MISSING,
            "%s in the store is not what the pod declared: %d bytes, sha256 %s"
                .formatted(upload.name(), stored.get().bytes(), stored.get().sha256()));
      }
      missing.remove(upload.name());
      artifacts.add(new Artifact(upload.name(), key, upload.bytes(), upload.sha256()));
      alive.check();
    }
    if (!missing.isEmpty()) {
      throw Failures.permanent(
          Reason.ARTIFACTS_MISSING, "the pod did not upload " + String.join(", ", missing));
    }
    return artifacts;
  }

  private RunResults results(PodRef pod, List<Artifact> artifacts) throws IOException {
    JobRow row = jobs.get(pod.job().jobId());
    Instant now = clock.instant();
    Attempt attempt =
        attempts.of(pod.job().jobId()).stream()
            .filter(candidate -> candidate.attempt() == pod.attempt())
            .findFirst()
            .orElseThrow();
    Instant running = attempt.runningAt();
    Instant started = row.startedAt();
    List<MarketCurve> curves =
        Wire.json()
            .readValue(
                store.read(key(pod, ArtifactKind.MARKET_CURVES)),
                new TypeReference<List<MarketCurve>>() {});
    return new RunResults(
        artifacts,
        column(pod, ArtifactKind.CHAT_LOG, artifacts),
        column(pod, ArtifactKind.GRAPH, artifacts),
        text(pod, ArtifactKind.STRUCTURED),
        curves.stream()
            .map(
                curve ->
                    new MarketResult(
                        curve.id(), curve.question(), curve.points().getLast().price()))
            .toList(),
        running == null ? 0 : seconds(attempt.createdAt(), running),
        started == null ? 0 : seconds(started, now));
  }

  /** A text for a column, or the object's key where it is too large for one. */
  private String column(PodRef pod, ArtifactKind kind, List<Artifact> artifacts)
      throws IOException {
    boolean large =
        artifacts.stream()
            .anyMatch(
                artifact ->
                    artifact.name().equals(kind.fileName()) && artifact.bytes() > LARGEST_COLUMN);
    return large ? key(pod, kind) : text(pod, kind);
  }

  private String text(PodRef pod, ArtifactKind kind) throws IOException {
    return new String(store.read(key(pod, kind)), StandardCharsets.UTF_8);
  }

  private static String key(PodRef pod, ArtifactKind kind) {
    return JobNames.artifactKey(pod.job().jobId(), pod.attempt(), kind.fileName());
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
