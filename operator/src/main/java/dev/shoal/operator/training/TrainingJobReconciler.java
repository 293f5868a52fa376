package dev.shoal.operator.training;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.TrainingJobStatus;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.work.Kind;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.WorkReconciler;
import dev.shoal.training.TrainingFindings;
import dev.shoal.training.TrainingPlan;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;

/** TrainingJobs by the mechanism of all kinds. */
@ControllerConfiguration(name = "trainingjob", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class TrainingJobReconciler
    extends WorkReconciler<
        TrainingJob, TrainingJobStatus, WorkSeen<TrainingPlan, TrainingFindings>> {

  public TrainingJobReconciler(
      Kind<TrainingJob, TrainingJobStatus, WorkSeen<TrainingPlan, TrainingFindings>> kind,
      Mechanism with) {
    super(kind, with);
  }
}
