package dev.shoal.workflow;

import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;

/** How a run that was stopped, or has failed, is written down. */
final class Endings {
  private Endings() {}

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
