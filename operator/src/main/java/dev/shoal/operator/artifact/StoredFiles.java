package dev.shoal.operator.artifact;

import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.api.v1alpha1.ArtifactGrantSpec;
import dev.shoal.api.v1alpha1.GrantKind;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.job.Artifact;
import dev.shoal.operator.decision.GrantAnswer.Stored;
import dev.shoal.operator.decision.GrantAnswer.Wish;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunPlan;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptPlan;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that rows say were stored. A resource's status is not asked: others may write it. */
public final class StoredFiles {
  private final KubernetesClient client;
  private final JobStore jobs;
  private final WorkStore<ReportRunPlan, ReportRunFindings> reports;
  private final WorkStore<ScriptPlan, ScriptFindings> scripts;

  public StoredFiles(
      KubernetesClient client,
      JobStore jobs,
      WorkStore<ReportRunPlan, ReportRunFindings> reports,
      WorkStore<ScriptPlan, ScriptFindings> scripts) {
    this.client = client;
    this.jobs = jobs;
    this.reports = reports;
    this.scripts = scripts;
  }

  static Wish wish(ArtifactGrant grant) {
    ArtifactGrantSpec spec = grant.getSpec();
    return new Wish(
        HasMetadata.getKind(kind(spec)),
        spec.name(),
        Objects.requireNonNullElse(spec.artifacts(), List.of()));
  }

  private static Class<? extends HasMetadata> kind(ArtifactGrantSpec spec) {
    return switch (kindOf(spec)) {
      case SIMULATION_JOB -> SimulationJob.class;
      case REPORT_RUN -> ReportRun.class;
      case SCRIPT_RUN -> ScriptRun.class;
    };
  }

  private static GrantKind kindOf(ArtifactGrantSpec spec) {
    return Objects.requireNonNullElse(spec.kind(), GrantKind.SIMULATION_JOB);
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
    return switch (kindOf(spec)) {
      case SIMULATION_JOB ->
          jobs.find(id).map(row -> new Stored(row.phase().title(), row.artifacts()));
      case REPORT_RUN ->
          reports.find(id).map(row -> stored(row.state(), row.findings().artifacts()));
      case SCRIPT_RUN ->
          scripts.find(id).map(row -> stored(row.state(), row.findings().artifacts()));
    };
  }

  private static Stored stored(WorkState state, @Nullable List<Artifact> artifacts) {
    return new Stored(
        WorkSummary.title(WorkPhase.valueOf(state.name())),
        Objects.requireNonNullElse(artifacts, List.of()));
  }
}
