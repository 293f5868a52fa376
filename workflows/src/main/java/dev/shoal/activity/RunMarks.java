package dev.shoal.activity;

import dev.shoal.job.Reason;
import dev.shoal.persistence.WorkStore;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import dev.shoal.workflow.JobRef;
import java.time.Clock;
import java.util.Optional;

/**
 * How a run of work begins and ends in its row, whatever its kind.
 *
 * @param <P> the kind's plan
 * @param <F> the kind's findings
 */
record RunMarks<P, F>(WorkStore<P, F> store, Clock clock) {
  /** Takes a run up, once its row is there; empty if it does not come or the run is over. */
  Optional<Work<P, F>> begin(JobRef ref) {
    return RowWait.forRow(
            () ->
                store
                    .find(ref.jobId())
                    .filter(
                        found -> found.run() == ref.run() && found.state() != WorkState.SUSPENDED))
        .filter(found -> store.begin(ref.jobId(), ref.run()));
  }

  void succeed(JobRef ref) {
    store.succeed(ref.jobId(), ref.run(), clock.instant());
  }

  void fail(JobRef ref, Reason reason, String message) {
    store.fail(ref.jobId(), ref.run(), reason, message, clock.instant());
  }

  void suspend(JobRef ref) {
    store.suspend(ref.jobId(), ref.run());
  }
}
