package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.operator.decision.Observation;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.WorkReconciler;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;

/** SimulationJobs by the mechanism of all kinds. */
@ControllerConfiguration(name = "simulationjob", triggerReconcilerOnAllEvents = true)
@RateLimited(maxReconciliations = 1, within = 1)
public final class SimulationJobReconciler
    extends WorkReconciler<SimulationJob, SimulationJobStatus, Observation> {

  public SimulationJobReconciler(SimulationKind kind, Mechanism with) {
    super(kind, with);
  }
}
