package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.failure.TemporalFailure;

/** Reads one source; that it could not be read is written down, and no reason to stop. */
public final class SyncSourceWorkflowImpl implements SyncSourceWorkflow {
  @Override
  public void run(JobRef run, String source) {
    try {
      SourceSteps.sync(run, source);
    } catch (TemporalFailure failure) {
      if (!(Trouble.of(failure, Reason.SOURCE_FAILED) instanceof Trouble.Failed failed)) {
        throw failure;
      }
      SourceSteps.marks().noteFailure(run, source, failed.reason(), failed.message());
    }
  }
}
