package dev.shoal.workflow;

import dev.shoal.training.TrainingStep;

/** The Job of the step, to its end; it is removed by the workflow that started this one. */
public final class InferenceWorkflowImpl implements InferenceWorkflow {
  @Override
  public void run(JobRef job, TrainingOutline.TrainingLimits limits) {
    new TrainingSteps(job, limits).run(TrainingStep.INFERENCE);
  }
}
