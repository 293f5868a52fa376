package dev.shoal.operator.reportrun;

import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ReportRunStatus;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.work.Kind;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.WorkReconciler;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunPlan;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;

/** ReportRuns by the mechanism of all kinds. */
@ControllerConfiguration(name = "reportrun", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class ReportRunReconciler
    extends WorkReconciler<ReportRun, ReportRunStatus, WorkSeen<ReportRunPlan, ReportRunFindings>> {

  public ReportRunReconciler(
      Kind<ReportRun, ReportRunStatus, WorkSeen<ReportRunPlan, ReportRunFindings>> kind,
      Mechanism with) {
    super(kind, with);
  }
}
