package dev.shoal.workflow;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Drives one run of a training, and gives its GPUs back. */
@WorkflowInterface
public interface TrainingWorkflow {
  /** Runs; fails with the training's reason as type if it failed. */
  @WorkflowMethod(name = "TrainingWorkflow")
  void run(JobRef job);

  /** Ends the run early, with teardown. The first request counts. */
  @SignalMethod
  void stop(StopRequest request);
}
