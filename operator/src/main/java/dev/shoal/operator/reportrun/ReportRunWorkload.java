package dev.shoal.operator.reportrun;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ReportRunStatus;
import dev.shoal.job.Artifact;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.work.Holdings;
import dev.shoal.operator.work.NoHoldings;
import dev.shoal.operator.work.Workload;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunNames;
import dev.shoal.reportrun.ReportRunPlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ReportRuns: their plan and their status; they have nothing in the cluster. */
public final class ReportRunWorkload
    implements Workload<ReportRun, ReportRunStatus, ReportRunPlan, ReportRunFindings> {
  private final ReportRunPlanner planner;
  private final Holdings<ReportRun> holdings = new NoHoldings<>();

  /**
   * Of an installation.
   *
   * @param installation its namespace
   */
  public ReportRunWorkload(String installation) {
    this.planner = new ReportRunPlanner(installation);
  }

  @Override
  public String kind() {
    return ReportRunNames.KIND;
  }

  @Override
  public ReportRun blank() {
    return new ReportRun();
  }

  @Override
  public Class<ReportRunPlan> plan() {
    return ReportRunPlan.class;
  }

  @Override
  public Class<ReportRunFindings> findings() {
    return ReportRunFindings.class;
  }

  @Override
  public String workflowType() {
    return "RunReportWorkflow";
  }

  @Override
  public String workflowId(String id) {
    return ReportRunNames.workflowId(id);
  }

  @Override
  public boolean suspended(ReportRun run) {
    return Boolean.TRUE.equals(run.getSpec().suspend());
  }

  @Override
  public @Nullable Long secondsToLive(ReportRun run) {
    return run.getSpec().ttlSecondsAfterFinished();
  }

  @Override
  public Planning<ReportRunPlan> plan(ReportRun run) {
    return planner.plan(run);
  }

  @Override
  public ReportRunStatus status(WorkSummary summary, Optional<ReportRunFindings> findings) {
    ReportRunFindings found = findings.orElse(ReportRunFindings.NOTHING);
    List<Artifact> artifacts = found.artifacts();
    return new ReportRunStatus(
        summary.phase(),
        summary.run(),
        summary.observedGeneration(),
        summary.startTime(),
        summary.completionTime(),
        summary.workflow(),
        found.summary(),
        artifacts == null
            ? null
            : artifacts.stream()
                .map(one -> new ArtifactStatus(one.name(), one.key(), one.bytes(), one.sha256()))
                .toList(),
        found.sentTo(),
        summary.failure(),
        summary.conditions());
  }

  @Override
  public Holdings<ReportRun> holdings() {
    return holdings;
  }
}
