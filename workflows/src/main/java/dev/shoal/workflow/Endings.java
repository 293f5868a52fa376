package dev.shoal.workflow;

import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;

/** How a run that was stopped, or has failed, is written down. */
final class Endings {
  private Endings() {}

  /** Why a run is over that some trouble has ended. */
  static StopRequest cause(Trouble trouble, Stoppable stoppable) {
    return switch (trouble) {
      case Trouble.Cancelled cancelled -> stoppable.cause();
      case Trouble.Interrupted interrupted ->
          new StopRequest(Reason.INTERNAL_ERROR, "a step was lost");
      case Trouble.Failed failed -> new StopRequest(failed.reason(), failed.message());
    };
  }

  static void mark(JobActivities jobs, JobRef job, StopRequest cause) {
    if (cause.reason() == Reason.SUSPENDED) {
      jobs.markSuspended(job);
      JobIndex.enter(JobPhase.DRAFT);
    } else {
      jobs.markFailed(job, cause.reason(), cause.message());
      JobIndex.enter(JobPhase.FAILED);
    }
  }
}
