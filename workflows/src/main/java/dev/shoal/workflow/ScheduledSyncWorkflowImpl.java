package dev.shoal.workflow;

import dev.shoal.job.Reason;
import dev.shoal.source.SourceSyncNames;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;

/** A child for each source; then who is to be told is told, and the end is written down. */
public final class ScheduledSyncWorkflowImpl implements ScheduledSyncWorkflow {
  private final Stoppable stoppable = new Stoppable();

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void run(JobRef run) {
    List<String> sources = SourceSteps.local().begin(run);
    if (sources.isEmpty()) {
      return;
    }
    try {
      stoppable.run(null, () -> sync(run, sources));
    } catch (TemporalFailure failure) {
      Trouble trouble = Trouble.of(failure, Reason.INTERNAL_ERROR);
      StopRequest cause = Endings.cause(trouble, stoppable);
      Workflow.newDetachedCancellationScope(() -> mark(run, cause)).run();
      if (trouble instanceof Trouble.Cancelled && stoppable.asked()) {
        return;
      }
      throw failure;
    }
  }

  private static void sync(JobRef run, List<String> sources) {
    for (String source : sources) {
      Workflow.newChildWorkflowStub(
              SyncSourceWorkflow.class,
              ChildWorkflowOptions.newBuilder()
                  .setWorkflowId(SourceSyncNames.workflowId(run.jobId(), source))
                  .build())
          .run(run, source);
    }
    if (!SourceSteps.report().report(run)) {
      throw Reentry.failure(Reason.SOURCE_FAILED, "a source could not be read: see status.sources");
    }
    SourceSteps.marks().succeed(run);
  }

  private static void mark(JobRef run, StopRequest cause) {
    if (cause.reason() == Reason.SUSPENDED) {
      SourceSteps.marks().markSuspended(run);
    } else {
      SourceSteps.marks().markFailed(run, cause.reason(), cause.message());
    }
  }
}
