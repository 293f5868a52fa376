package dev.shoal.workflow;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What comes before a training: one Job without a GPU. */
@WorkflowInterface
public interface PreprocessingWorkflow {
  @WorkflowMethod(name = "PreprocessingWorkflow")
  void run(JobRef job, TrainingOutline.TrainingLimits limits);
}
