package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Has one pod after the other until one comes to an end of its own. What they hold is given back in
 * a detached scope, whatever happens, before the run's end is told.
 */
public final class ScriptExecutionWorkflowImpl implements ScriptExecutionWorkflow {
  private static final Logger LOG = Workflow.getLogger(ScriptExecutionWorkflowImpl.class);

  /** Another pod may fare better: this one was lost, or crashed. The script itself had no say. */
  private static final Set<Reason> LOST =
      EnumSet.of(
          Reason.PREEMPTED,
          Reason.BAD_HOST,
          Reason.POD_UNREACHABLE,
          Reason.ENGINE_KILLED,
          Reason.ENGINE_FAILED);

  private final Stoppable stoppable = new Stoppable();

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void run(JobRef run) {
    ScriptOutline outline = ScriptSteps.begin(run);
    if (!outline.accepted()) {
      return;
    }
    ScriptSteps steps = new ScriptSteps(run, outline);
    try {
      stoppable.run(
          null,
          () -> {
            attempts(steps, outline.maxAttempts());
            steps.removePods();
            steps.marks().succeed(run);
          });
    } catch (TemporalFailure failure) {
      Trouble trouble = Trouble.of(failure, Reason.INTERNAL_ERROR);
      StopRequest cause = Endings.cause(trouble, stoppable);
      Workflow.newDetachedCancellationScope(() -> end(run, steps, cause)).run();
      if (trouble instanceof Trouble.Cancelled && stoppable.asked()) {
        return;
      }
      throw failure;
    }
  }

  private static void attempts(ScriptSteps steps, int most) {
    for (int attempt = 1; ; attempt++) {
      try {
        steps.attempt(attempt);
        return;
      } catch (TemporalFailure failure) {
        boolean again =
            attempt < most
                && Trouble.of(failure, Reason.INTERNAL_ERROR) instanceof Trouble.Failed failed
                && LOST.contains(failed.reason());
        if (!again) {
          throw failure;
        }
        LOG.info("attempt {} is followed by another", attempt);
        steps.removePods();
      }
    }
  }

  /** A cleanup that fails must not hide why the run ended; the operator's sweep takes over. */
  private static void end(JobRef run, ScriptSteps steps, StopRequest cause) {
    try {
      steps.removePods();
    } catch (TemporalFailure failure) {
      LOG.error("the pods of {}/{} could not be removed", run.namespace(), run.name(), failure);
    }
    if (cause.reason() == Reason.SUSPENDED) {
      steps.marks().markSuspended(run);
    } else {
      steps.marks().markFailed(run, cause.reason(), cause.message());
    }
  }
}
