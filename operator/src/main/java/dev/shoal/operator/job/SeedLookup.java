package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.ConfigMapKey;
import dev.shoal.api.v1alpha1.SeedSource;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.Artifact;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.operator.decision.Seed;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.SourceStore;
import dev.shoal.protocol.artifact.ArtifactKind;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Looks a job's seed up where its spec says. */
public final class SeedLookup {
  private final KubernetesClient client;
  private final SeedObjects objects;
  private final JobStore jobs;
  private final SeedRecords records;

  /**
   * @param installation the store whose {@code inputs/<namespace>/} jobs may read
   * @param mostCharacters longest seed
   */
  public SeedLookup(
      KubernetesClient client,
      StoreSettings installation,
      JobStore jobs,
      SourceStore sources,
      int mostCharacters) {
    this.client = client;
    this.jobs = jobs;
    this.records = new SeedRecords(sources, mostCharacters);
    this.objects = new SeedObjects(client, installation, mostCharacters);
  }

  Seed find(SimulationJob job) {
    String replayOf = job.getSpec().replayOf();
    if (replayOf != null) {
      return replay(replayOf, job.getMetadata().getNamespace());
    }
    String inline = job.getSpec().seed();
    if (inline != null) {
      return new Seed.Found(inline);
    }
    SeedSource source = job.getSpec().seedFrom();
    if (source != null && source.objectRef() != null) {
      return objects.find(job.getMetadata().getNamespace(), source.objectRef());
    }
    if (source != null && source.source() != null) {
      return records.find(job.getMetadata().getNamespace(), source.source());
    }
    ConfigMapKey ref = source == null ? null : source.configMapKeyRef();
    if (ref == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND, "set exactly one of spec.seed, spec.seedFrom and spec.replayOf");
    }
    ConfigMap map =
        client
            .configMaps()
            .inNamespace(job.getMetadata().getNamespace())
            .withName(ref.name())
            .get();
    if (map == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND,
          "spec.seedFrom.configMapKeyRef: there is no ConfigMap %s in namespace %s: create it"
              .formatted(ref.name(), job.getMetadata().getNamespace()));
    }
    Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
    String text = data.get(ref.key());
    if (text == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND,
          "spec.seedFrom.configMapKeyRef: ConfigMap %s has no key %s; it has: %s"
              .formatted(
                  ref.name(),
                  ref.key(),
                  data.isEmpty() ? "none" : String.join(", ", new TreeSet<>(data.keySet()))));
    }
    return new Seed.Found(text);
  }

  private Seed replay(String jobId, String namespace) {
    Optional<JobRow> row = jobs.find(jobId).filter(found -> found.namespace().equals(namespace));
    Optional<String> answers =
        row.filter(found -> found.phase() == JobPhase.COMPLETED)
            .filter(found -> !found.plan().tier().engine().equals("scripted"))
            .flatMap(SeedLookup::answers);
    if (answers.isEmpty()) {
      return new Seed.Unavailable(
          Reason.REPLAY_NOT_FOUND,
          "spec.replayOf: namespace %s has no completed job %s with a model's answers: give the UID of one"
              .formatted(namespace, jobId));
    }
    return new Seed.Replay(
        row.orElseThrow().plan(), jobs.markets(jobId), jobs.seed(jobId), answers.get());
  }

  private static Optional<String> answers(JobRow row) {
    return row.artifacts().stream()
        .filter(artifact -> artifact.name().equals(ArtifactKind.ANSWERS.fileName()))
        .map(Artifact::key)
        .findFirst();
  }
}
