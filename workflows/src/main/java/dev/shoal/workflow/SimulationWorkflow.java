package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Drives one run from the accepted row to the start of its report, and gives the GPU back. */
@WorkflowInterface
public interface SimulationWorkflow {
  /** Runs; fails with the job's reason as type if the job failed. */
  @WorkflowMethod(name = "SimulationWorkflow")
  void run(SimulationInput input);

  /** Ends the run early, with teardown. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);
}
