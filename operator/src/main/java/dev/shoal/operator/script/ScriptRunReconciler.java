package dev.shoal.operator.script;

import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.api.v1alpha1.ScriptRunStatus;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.work.Kind;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.WorkReconciler;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptPlan;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;

/** ScriptRuns by the mechanism of all kinds. */
@ControllerConfiguration(name = "scriptrun", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class ScriptRunReconciler
    extends WorkReconciler<ScriptRun, ScriptRunStatus, WorkSeen<ScriptPlan, ScriptFindings>> {
  public ScriptRunReconciler(
      Kind<ScriptRun, ScriptRunStatus, WorkSeen<ScriptPlan, ScriptFindings>> kind, Mechanism with) {
    super(kind, with);
  }
}
