package dev.shoal.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What comes after a training: one Job without a GPU. */
@WorkflowInterface
public interface InferenceWorkflow {
  @WorkflowMethod(name = "InferenceWorkflow")
  void run(JobRef job, TrainingOutline.TrainingLimits limits);
}
