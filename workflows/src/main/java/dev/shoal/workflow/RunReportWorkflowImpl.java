package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Renders, sends, and writes down how it ended. */
public final class RunReportWorkflowImpl implements RunReportWorkflow {
  private static final int TRIES = 5;
  private static final int NO_END = 0;

  private final Stoppable stoppable = new Stoppable();
  private final ReportRunActivities steps = stub(Duration.ofMinutes(2), TRIES);
  private final ReportRunActivities marks = stub(Duration.ofSeconds(30), NO_END);

  @Override
  public void stop(StopRequest request) {
    stoppable.stop(request);
  }

  @Override
  public void run(JobRef run) {
    if (!local().begin(run)) {
      return;
    }
    try {
      stoppable.run(
          null,
          () -> {
            steps.render(run);
            steps.send(run);
            marks.succeed(run);
          });
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

  private void mark(JobRef run, StopRequest cause) {
    if (cause.reason() == Reason.SUSPENDED) {
      marks.markSuspended(run);
    } else {
      marks.markFailed(run, cause.reason(), cause.message());
    }
  }

  private static ReportRunActivities local() {
    return Workflow.newLocalActivityStub(
        ReportRunActivities.class,
        LocalActivityOptions.newBuilder()
            .setScheduleToCloseTimeout(Duration.ofHours(24))
            .setStartToCloseTimeout(Duration.ofSeconds(75))
            .build());
  }

  private static ReportRunActivities stub(Duration limit, int tries) {
    return Workflow.newActivityStub(
        ReportRunActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(limit)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofMinutes(5))
                    .setMaximumAttempts(tries)
                    .build())
            .build());
  }
}
