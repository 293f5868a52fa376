package dev.shoal.operator.script;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.ScriptOutcome;
import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.api.v1alpha1.ScriptRunStatus;
import dev.shoal.job.Artifact;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.work.Holdings;
import dev.shoal.operator.work.PodHoldings;
import dev.shoal.operator.work.Workload;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptNames;
import dev.shoal.script.ScriptPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ScriptRuns: their plan, their status and their pods. */
public final class ScriptRunWorkload
    implements Workload<ScriptRun, ScriptRunStatus, ScriptPlan, ScriptFindings> {
  private final PodHoldings<ScriptRun> holdings;

  public ScriptRunWorkload(PodHoldings<ScriptRun> holdings) {
    this.holdings = holdings;
  }

  @Override
  public String kind() {
    return ScriptNames.KIND;
  }

  @Override
  public ScriptRun blank() {
    return new ScriptRun();
  }

  @Override
  public Class<ScriptPlan> plan() {
    return ScriptPlan.class;
  }

  @Override
  public Class<ScriptFindings> findings() {
    return ScriptFindings.class;
  }

  @Override
  public String workflowType() {
    return "ScriptExecutionWorkflow";
  }

  @Override
  public String workflowId(String id) {
    return ScriptNames.workflowId(id);
  }

  @Override
  public boolean suspended(ScriptRun run) {
    return Boolean.TRUE.equals(run.getSpec().suspend());
  }

  @Override
  public @Nullable Long secondsToLive(ScriptRun run) {
    return run.getSpec().ttlSecondsAfterFinished();
  }

  @Override
  public Planning<ScriptPlan> plan(ScriptRun run) {
    return new Planning.Ready<>(ScriptPlanner.plan(run.getSpec()));
  }

  @Override
  public ScriptRunStatus status(WorkSummary summary, Optional<ScriptFindings> findings) {
    ScriptFindings found = findings.orElse(ScriptFindings.NOTHING);
    String waiting = summary.phase().terminal() ? null : found.waiting();
    Double probability = found.probability();
    List<Artifact> artifacts = found.artifacts();
    List<ScriptFindings.Outcome> outcomes = found.outcomes();
    return new ScriptRunStatus(
        summary.phase(),
        summary.run(),
        summary.observedGeneration(),
        summary.startTime(),
        summary.completionTime(),
        summary.workflow(),
        found.attempt(),
        orNull(waiting),
        found.exitCode(),
        orNull(found.stdout()),
        orNull(found.stderr()),
        artifacts == null
            ? null
            : artifacts.stream()
                .map(one -> new ArtifactStatus(one.name(), one.key(), one.bytes(), one.sha256()))
                .toList(),
        probability == null ? null : decimal(probability),
        outcomes == null
            ? null
            : outcomes.stream()
                .map(one -> new ScriptOutcome(one.name(), decimal(one.probability())))
                .toList(),
        summary.failure(),
        summary.conditions());
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static String decimal(double probability) {
    return String.format(Locale.ROOT, "%.4f", probability);
  }

  @Override
  public Holdings<ScriptRun> holdings() {
    return holdings;
  }
}
