package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Runs a script, or simulations, in a pod of its own, and keeps what comes of it. */
@WorkflowInterface
public interface ScriptExecutionWorkflow {
  /** Runs; fails with the run's reason as type if it failed. */
  @WorkflowMethod(name = "ScriptExecutionWorkflow")
  void run(JobRef run);

  /** Ends the run early. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);
}
