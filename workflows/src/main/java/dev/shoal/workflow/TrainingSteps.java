package dev.shoal.workflow;

import dev.shoal.job.Reason;
import dev.shoal.training.TrainingStep;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The activities of a training with their limits and tries. */
final class TrainingSteps {
  private static final int TRIES = 5;
  private static final Duration ROW_WAIT = Duration.ofSeconds(75);

  private final JobRef job;
  private final TrainingOutline.TrainingLimits limits;

  TrainingSteps(JobRef job, TrainingOutline.TrainingLimits limits) {
    this.job = job;
    this.limits = limits;
  }

  static TrainingOutline begin(JobRef job) {
    return Workflow.newLocalActivityStub(
            TrainingActivities.class,
            LocalActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(Duration.ofHours(24))
                .setStartToCloseTimeout(ROW_WAIT)
                .build())
        .begin(job);
  }

  void validateDataset() {
    try {
      stub(TaskQueues.LONG, limits.validation(), limits.heartbeat(), TRIES).validateDataset(job);
    } catch (TemporalFailure failure) {
      throw Reentry.rethrown(failure, Reason.DATASET_INVALID);
    }
  }

  /** The Job of a step, from its creation to its end. */
  void run(TrainingStep step) {
    try {
      stub(TaskQueues.SIM, limits.creation(), null, TRIES).createJob(job, step);
    } catch (TemporalFailure failure) {
      throw Reentry.rethrown(failure, Reason.INTERNAL_ERROR);
    }
    Reentry.entering(
        limits.step(),
        Reason.RUN_TIME_EXCEEDED,
        left -> {
          stub(TaskQueues.LONG, left, limits.heartbeat(), 1).monitorJob(job, step);
          return true;
        });
  }

  void cleanUp() {
    stub(TaskQueues.LONG, limits.cleanup(), limits.heartbeat(), TRIES).cleanupResources(job);
  }

  void finish() {
    try {
      stub(TaskQueues.SIM, limits.validation(), null, TRIES).finish(job);
    } catch (TemporalFailure failure) {
      throw Reentry.rethrown(failure, Reason.STORE_UNAVAILABLE);
    }
  }

  /** What must be written down, however long the database is away. */
  TrainingActivities marks() {
    return stub(TaskQueues.SIM, Duration.ofSeconds(30), null, 0);
  }

  private TrainingActivities stub(
      String queue, Duration limit, @Nullable Duration heartbeat, int tries) {
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(limit)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(limits.longestRetry())
                    .setMaximumAttempts(tries)
                    .build());
    if (heartbeat != null) {
      options.setHeartbeatTimeout(heartbeat);
    }
    return Workflow.newActivityStub(TrainingActivities.class, options.build());
  }
}
