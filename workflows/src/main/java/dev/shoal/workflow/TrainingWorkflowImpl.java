package dev.shoal.workflow;

import dev.shoal.job.Reason;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingStep;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/**
 * Looks at the data set, then has up to three Jobs, one after the other, then keeps what they
 * found. What they hold is given back in a detached scope, whatever happens, before the run's end
 * is told.
 */
public final class TrainingWorkflowImpl implements TrainingWorkflow {
  private static final Logger LOG = Workflow.getLogger(TrainingWorkflowImpl.class);

  private final Stoppable stoppable = new Stoppable();

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void run(JobRef job) {
    TrainingOutline outline = TrainingSteps.begin(job);
    if (!outline.accepted()) {
      return;
    }
    TrainingSteps steps = new TrainingSteps(job, outline.limits());
    try {
      stoppable.run(null, () -> train(job, outline, steps));
    } catch (TemporalFailure failure) {
      Trouble trouble = Trouble.of(failure, Reason.INTERNAL_ERROR);
      StopRequest cause = Endings.cause(trouble, stoppable);
      Workflow.newDetachedCancellationScope(() -> end(job, steps, cause)).run();
      if (trouble instanceof Trouble.Cancelled && stoppable.asked()) {
        return;
      }
      throw failure;
    }
  }

  private static void train(JobRef job, TrainingOutline outline, TrainingSteps steps) {
    steps.validateDataset();
    if (outline.preprocessing()) {
      Workflow.newChildWorkflowStub(
              PreprocessingWorkflow.class, child(job, TrainingStep.PREPROCESSING))
          .run(job, outline.limits());
    }
    steps.run(TrainingStep.TRAINING);
    if (outline.inference()) {
      Workflow.newChildWorkflowStub(InferenceWorkflow.class, child(job, TrainingStep.INFERENCE))
          .run(job, outline.limits());
    }
    steps.cleanUp();
    steps.finish();
  }

  private static ChildWorkflowOptions child(JobRef job, TrainingStep step) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(TrainingNames.workflowId(job.jobId(), step))
        .build();
  }

  /** A cleanup that fails must not hide why the run ended; the operator's sweep takes over. */
  private static void end(JobRef job, TrainingSteps steps, StopRequest cause) {
    try {
      steps.cleanUp();
    } catch (TemporalFailure failure) {
      LOG.error("the Jobs of {}/{} could not be removed", job.namespace(), job.name(), failure);
    }
    if (cause.reason() == Reason.SUSPENDED) {
      steps.marks().markSuspended(job);
    } else {
      steps.marks().markFailed(job, cause.reason(), cause.message());
    }
  }
}
