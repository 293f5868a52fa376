package dev.shoal.operator.training;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.TrainingJobStatus;
import dev.shoal.api.v1alpha1.TrainingProgress;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.work.Holdings;
import dev.shoal.operator.work.Workload;
import dev.shoal.training.TrainingFindings;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TrainingJobs: their plan, their status and their batch Jobs. */
public final class TrainingWorkload
    implements Workload<TrainingJob, TrainingJobStatus, TrainingPlan, TrainingFindings> {
  private static final TrainingFindings NOTHING =
      new TrainingFindings(null, null, null, null, null, null);

  private final TrainingPlanner planner;
  private final StepJobHoldings holdings;

  public TrainingWorkload(OperatorConfig config, StepJobHoldings holdings) {
    this.planner = new TrainingPlanner(config.store().bucket(), config.gpuNodeLabel());
    this.holdings = holdings;
  }

  @Override
  public String kind() {
    return TrainingNames.KIND;
  }

  @Override
  public TrainingJob blank() {
    return new TrainingJob();
  }

  @Override
  public Class<TrainingPlan> plan() {
    return TrainingPlan.class;
  }

  @Override
  public Class<TrainingFindings> findings() {
    return TrainingFindings.class;
  }

  @Override
  public String workflowType() {
    return "TrainingWorkflow";
  }

  @Override
  public String workflowId(String id) {
    return TrainingNames.workflowId(id);
  }

  @Override
  public boolean suspended(TrainingJob job) {
    return Boolean.TRUE.equals(job.getSpec().suspend());
  }

  @Override
  public @Nullable Long secondsToLive(TrainingJob job) {
    return job.getSpec().ttlSecondsAfterFinished();
  }

  @Override
  public Planning<TrainingPlan> plan(TrainingJob job) {
    return planner.plan(job);
  }

  @Override
  public TrainingJobStatus status(WorkSummary summary, Optional<TrainingFindings> findings) {
    return told(summary, findings.orElse(NOTHING));
  }

  /** What users see of a training. */
  public static TrainingJobStatus told(WorkSummary summary, TrainingFindings found) {
    String waiting = found.waiting();
    Double gpuSeconds = found.gpuSeconds();
    Map<String, String> metrics = found.metrics();
    return new TrainingJobStatus(
        summary.phase(),
        summary.run(),
        summary.observedGeneration(),
        summary.startTime(),
        summary.completionTime(),
        summary.workflow(),
        found.step(),
        summary.phase().terminal() || waiting == null || waiting.isEmpty() ? null : waiting,
        found.records(),
        progress(found.progress()),
        gpuSeconds == null ? null : Math.round(gpuSeconds),
        seconds(summary),
        metrics == null || metrics.isEmpty() ? null : metrics,
        summary.failure(),
        summary.conditions());
  }

  private static @Nullable TrainingProgress progress(TrainingFindings.@Nullable Progress told) {
    return told == null ? null : new TrainingProgress(told.epoch(), told.step(), told.loss());
  }

  private static @Nullable Long seconds(WorkSummary summary) {
    return summary.startTime() == null || summary.completionTime() == null
        ? null
        : Duration.between(
                Instant.parse(summary.startTime()), Instant.parse(summary.completionTime()))
            .toSeconds();
  }

  @Override
  public Holdings<TrainingJob> holdings() {
    return holdings;
  }
}
