package dev.shoal.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.job.JobNames;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.Manifest;
import java.io.IOException;

/** Reads the artifacts of an attempt from the object store. */
public final class RunReader {
  private final ObjectStore store;

  public RunReader(ObjectStore store) {
    this.store = store;
  }

  /** Reads what a report is written from; refuses artifacts newer than this code knows. */
  public RunData read(String goal, String jobId, int attempt) throws IOException {
    Manifest manifest = value(jobId, attempt, ArtifactKind.MANIFEST, new TypeReference<>() {});
    if (manifest.schemaVersion() > Manifest.CURRENT_SCHEMA) {
      throw new ReportWriter.PermanentReportException(
          "the artifacts have schema version %d, newer than %d"
              .formatted(manifest.schemaVersion(), Manifest.CURRENT_SCHEMA),
          new IllegalStateException("schema version"));
    }
    return new RunData(
        goal,
        value(jobId, attempt, ArtifactKind.STRUCTURED, new TypeReference<>() {}),
        value(jobId, attempt, ArtifactKind.MARKET_CURVES, new TypeReference<>() {}),
        value(jobId, attempt, ArtifactKind.TOP_POSTS, new TypeReference<>() {}),
        value(jobId, attempt, ArtifactKind.POSTS, new TypeReference<>() {}),
        value(jobId, attempt, ArtifactKind.PROFILES, new TypeReference<>() {}),
        manifest);
  }

  private <T> T value(String jobId, int attempt, ArtifactKind kind, TypeReference<T> type)
      throws IOException {
    return Wire.json()
        .readValue(store.read(JobNames.artifactKey(jobId, attempt, kind.fileName())), type);
  }
}
