package dev.shoal.operator.artifact;

import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.api.v1alpha1.ArtifactGrantSpec;
import dev.shoal.api.v1alpha1.GrantKind;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.operator.decision.GrantAnswer.Stored;
import dev.shoal.operator.decision.GrantAnswer.Wish;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Files that rows say were stored. A resource's status is not asked: others may write it. */
public final class StoredFiles {
  private final KubernetesClient client;
  private final JobStore jobs;
  private final WorkStore<ReportRunPlan, ReportRunFindings> reports;

  public StoredFiles(
      KubernetesClient client, JobStore jobs, WorkStore<ReportRunPlan, ReportRunFindings> reports) {
    this.client = client;
    this.jobs = jobs;
    this.reports = reports;
  }

  static Wish wish(ArtifactGrant grant) {
    ArtifactGrantSpec spec = grant.getSpec();
    return new Wish(
        HasMetadata.getKind(kind(spec)),
        spec.name(),
        Objects.requireNonNullElse(spec.artifacts(), List.of()));
  }

  private static Class<? extends HasMetadata> kind(ArtifactGrantSpec spec) {
    return spec.kind() == GrantKind.REPORT_RUN ? ReportRun.class : SimulationJob.class;
  }

  /** Of the resource that has this name now, not of an earlier one. */
  Optional<Stored> of(ArtifactGrant grant) {
    ArtifactGrantSpec spec = grant.getSpec();
    HasMetadata found =
        client
            .resources(kind(spec))
            .inNamespace(grant.getMetadata().getNamespace())
            .withName(spec.name())
            .get();
    if (found == null) {
      return Optional.empty();
    }
    String id = found.getMetadata().getUid();
    return spec.kind() == GrantKind.REPORT_RUN
        ? reports
            .find(id)
            .map(
                row ->
                    new Stored(
                        WorkSummary.title(WorkPhase.valueOf(row.state().name())),
                        Objects.requireNonNullElse(row.findings().artifacts(), List.of())))
        : jobs.find(id).map(row -> new Stored(row.phase().title(), row.artifacts()));
  }
}
