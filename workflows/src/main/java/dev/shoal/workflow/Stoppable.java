package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Work that a stop request, a deadline or a cancellation of the workflow ends early. */
final class Stoppable {
  private @Nullable StopRequest request;
  private @Nullable CancellationScope scope;

  /** Asks the work to end; the first request counts. */
  void stop(StopRequest asked) {
    if (request != null) {
      return;
    }
    request = asked;
    CancellationScope running = scope;
    if (running != null) {
      running.cancel(asked.reason().title());
    }
  }

  /** Why the work was ended: as asked, or by cancelling the workflow itself. */
  StopRequest cause() {
    StopRequest asked = request;
    return asked != null
        ? asked
        : new StopRequest(Reason.CANCELLED, "the workflow was cancelled in Temporal");
  }

  /** Whether it was asked to end, rather than cancelled from outside. */
  boolean asked() {
    return request != null;
  }

  /** Runs the work; throws a CanceledFailure out of it once it is to end. */
  void run(@Nullable Long deadlineEpochMillis, Runnable work) {
    CancellationScope running = Workflow.newCancellationScope(work);
    scope = running;
    if (request != null) {
      running.cancel();
    }
    if (deadlineEpochMillis != null) {
      long left = Math.max(0, deadlineEpochMillis - Workflow.currentTimeMillis());
      Promise<Void> deadline = Workflow.newTimer(Duration.ofMillis(left));
      deadline.thenApply(
          due -> {
            stop(
                new StopRequest(
                    Reason.DEADLINE_EXCEEDED,
                    "spec.activeDeadlineSeconds is over: allow more time or fewer rounds"));
            return null;
          });
    }
    running.run();
  }
}
