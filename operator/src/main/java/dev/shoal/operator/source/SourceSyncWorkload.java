package dev.shoal.operator.source;

import dev.shoal.api.v1alpha1.SourceStatus;
import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.SourceSyncStatus;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.work.Holdings;
import dev.shoal.operator.work.NoHoldings;
import dev.shoal.operator.work.Workload;
import dev.shoal.source.SourceSyncFindings;
import dev.shoal.source.SourceSyncNames;
import dev.shoal.source.SourceSyncPlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SourceSyncs: their plan and their status; they have nothing in the cluster. */
public final class SourceSyncWorkload
    implements Workload<SourceSync, SourceSyncStatus, SourceSyncPlan, SourceSyncFindings> {
  private final SourceSyncPlanner planner;
  private final Holdings<SourceSync> holdings = new NoHoldings<>();

  /**
   * Of an installation.
   *
   * @param bucket the installation's
   */
  public SourceSyncWorkload(String bucket) {
    this.planner = new SourceSyncPlanner(bucket);
  }

  @Override
  public String kind() {
    return SourceSyncNames.KIND;
  }

  @Override
  public SourceSync blank() {
    return new SourceSync();
  }

  @Override
  public Class<SourceSyncPlan> plan() {
    return SourceSyncPlan.class;
  }

  @Override
  public Class<SourceSyncFindings> findings() {
    return SourceSyncFindings.class;
  }

  @Override
  public String workflowType() {
    return "ScheduledSyncWorkflow";
  }

  @Override
  public String workflowId(String id) {
    return SourceSyncNames.workflowId(id);
  }

  @Override
  public boolean suspended(SourceSync sync) {
    return Boolean.TRUE.equals(sync.getSpec().suspend());
  }

  @Override
  public @Nullable Long secondsToLive(SourceSync sync) {
    return sync.getSpec().ttlSecondsAfterFinished();
  }

  @Override
  public Planning<SourceSyncPlan> plan(SourceSync sync) {
    return planner.plan(sync);
  }

  @Override
  public SourceSyncStatus status(WorkSummary summary, Optional<SourceSyncFindings> findings) {
    SourceSyncFindings found = findings.orElse(SourceSyncFindings.NOTHING);
    List<SourceSyncFindings.Found> sources = found.sources();
    return new SourceSyncStatus(
        summary.phase(),
        summary.run(),
        summary.observedGeneration(),
        summary.startTime(),
        summary.completionTime(),
        summary.workflow(),
        sources == null ? null : found.summary(),
        sources == null ? null : found.records(),
        sources == null ? null : sources.stream().map(SourceSyncWorkload::told).toList(),
        summary.failure(),
        summary.conditions());
  }

  private static SourceStatus told(SourceSyncFindings.Found found) {
    return new SourceStatus(
        found.name(),
        found.whole(),
        found.records(),
        found.drift().isEmpty() ? null : found.drift(),
        found.reason(),
        found.message());
  }

  @Override
  public Holdings<SourceSync> holdings() {
    return holdings;
  }
}
