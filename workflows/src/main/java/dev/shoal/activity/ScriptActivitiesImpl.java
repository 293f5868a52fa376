package dev.shoal.activity;

import dev.shoal.job.Reason;
import dev.shoal.persistence.WorkStore;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptPlan;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.ScriptActivities;
import dev.shoal.workflow.ScriptOutline;
import dev.shoal.workflow.ScriptPodRef;
import java.time.Clock;

/** Steps of a ScriptRun, with its pod and its row. */
public final class ScriptActivitiesImpl implements ScriptActivities {
  private final RunMarks<ScriptPlan, ScriptFindings> marks;
  private final ScriptPods pods;
  private final ExecutionPolling polling;
  private final FixedLimits limits;

  public ScriptActivitiesImpl(
      WorkStore<ScriptPlan, ScriptFindings> store,
      ScriptPods pods,
      ExecutionPolling polling,
      FixedLimits limits,
      Clock clock) {
    this.marks = new RunMarks<>(store, clock);
    this.pods = pods;
    this.polling = polling;
    this.limits = limits;
  }

  @Override
  public ScriptOutline begin(JobRef run) {
    return marks
        .begin(run)
        .map(Work::plan)
        .map(
            plan ->
                new ScriptOutline(
                    true,
                    plan.compound() != null,
                    plan.maxAttempts(),
                    limits.execution(plan.timeoutSeconds()),
                    limits.ofScripts()))
        .orElseGet(
            () -> new ScriptOutline(false, false, 0, limits.execution(0), limits.ofScripts()));
  }

  @Override
  public void providePod(ScriptPodRef pod) {
    LongStep.run(alive -> pods.provide(pod, alive));
  }

  @Override
  public void execute(ScriptPodRef pod) {
    LongStep.run(alive -> polling.follow(pod, alive));
  }

  @Override
  public void removePods(JobRef run) {
    LongStep.run(alive -> pods.remove(run, alive));
  }

  @Override
  public void succeed(JobRef run) {
    marks.succeed(run);
  }

  @Override
  public void markFailed(JobRef run, Reason reason, String message) {
    marks.fail(run, reason, message);
  }

  @Override
  public void markSuspended(JobRef run) {
    marks.suspend(run);
  }
}
