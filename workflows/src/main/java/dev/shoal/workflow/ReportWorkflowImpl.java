package dev.shoal.workflow;

import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Tries the report, with growing waits between, until it is written or can't be. */
public final class ReportWorkflowImpl implements ReportWorkflow {
  private static final Logger LOG = Workflow.getLogger(ReportWorkflowImpl.class);

  private final Stoppable stoppable = new Stoppable();
  private final Stoppable afterwards = new Stoppable();

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void supersede() {
    StopRequest request = new StopRequest(Reason.CANCELLED, "a later run writes its own report");
    stoppable.stop(request);
    afterwards.stop(request);
  }

  @Override
  public void run(ReportInput input) {
    RunLimits limits = input.limits();
    JobActivities jobs = ActivityStubs.jobs(limits);
    AtomicBoolean stored = new AtomicBoolean();
    try {
      stoppable.run(
          input.deadlineEpochMillis(),
          () ->
              stored.set(
                  write(ActivityStubs.report(limits), input, limits.reportBackoff().iterator())));
    } catch (TemporalFailure failure) {
      StopRequest cause =
          switch (Trouble.of(failure, Reason.REPORT_FAILED)) {
            case Trouble.Cancelled cancelled -> stoppable.cause();
            case Trouble.Interrupted interrupted ->
                new StopRequest(Reason.REPORT_FAILED, "the report's worker went away too often");
            case Trouble.Failed failed -> new StopRequest(Reason.REPORT_FAILED, failed.message());
          };
      Workflow.newDetachedCancellationScope(() -> Endings.mark(jobs, input.job(), cause)).run();
      if (!stoppable.asked()) {
        throw failure;
      }
      return;
    }
    JobIndex.enter(JobPhase.COMPLETED);
    try {
      afterwards.run(null, () -> tellAndStore(input, stored.get()));
    } catch (TemporalFailure failure) {
      if (!afterwards.asked()) {
        throw failure;
      }
    }
  }

  private static void tellAndStore(ReportInput input, boolean stored) {
    Promise<Void> told = input.webhooks() ? tell(input) : Workflow.newPromise(null);
    if (!stored) {
      ActivityStubs.lateReport(input.limits()).storeReport(input.job(), input.attempt());
    }
    told.get();
  }

  /** Who can't be told after all those tries is in the row; the report itself is there. */
  private static Promise<Void> tell(ReportInput input) {
    ReportActivities report = ActivityStubs.lateReport(input.limits());
    return Async.procedure(report::tellOfReport, input.job())
        .exceptionally(
            failure -> {
              LOG.error("not everybody could be told of the report", failure);
              return null;
            });
  }

  private static boolean write(
      ReportActivities report, ReportInput input, Iterator<Duration> backoff) {
    while (true) {
      try {
        return report.writeReport(input.job(), input.attempt());
      } catch (TemporalFailure failure) {
        boolean permanent =
            switch (Trouble.of(failure, Reason.STORE_UNAVAILABLE)) {
              case Trouble.Cancelled cancelled -> true;
              case Trouble.Interrupted interrupted -> false;
              case Trouble.Failed failed -> failed.reason() == Reason.REPORT_FAILED;
            };
        if (permanent || !backoff.hasNext()) {
          throw failure;
        }
        Workflow.sleep(backoff.next());
      }
    }
  }
}
