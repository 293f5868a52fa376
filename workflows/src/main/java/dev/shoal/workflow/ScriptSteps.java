package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The activities of a ScriptRun with their limits and tries. */
final class ScriptSteps {
  private static final int TRIES = 5;
  private static final Duration ROW_WAIT = Duration.ofSeconds(75);
  private final JobRef run;
  private final ScriptOutline outline;

  ScriptSteps(JobRef run, ScriptOutline outline) {
    this.run = run;
    this.outline = outline;
  }

  static ScriptOutline begin(JobRef run) {
    return Workflow.newLocalActivityStub(
            ScriptActivities.class,
            LocalActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(Duration.ofHours(24))
                .setStartToCloseTimeout(ROW_WAIT)
                .build())
        .begin(run);
  }

  /** One pod, from its creation to the end of what it runs. */
  void attempt(int attempt) {
    ScriptPodRef pod = new ScriptPodRef(run, attempt);
    ScriptOutline.ScriptLimits limits = outline.limits();
    Reentry.entering(
        limits.provision(),
        Reason.BAD_HOST,
        left -> {
          stub(TaskQueues.LONG, left, limits.heartbeat(), 1).providePod(pod);
          return true;
        });
    Reentry.entering(
        outline.execution(),
        Reason.RUN_TIME_EXCEEDED,
        left -> {
          if (outline.compound()) {
            compound(left).executeSimulation(pod);
          } else {
            stub(TaskQueues.LONG, left, limits.heartbeat(), 1).execute(pod);
          }
          return true;
        });
  }

  void removePods() {
    ScriptOutline.ScriptLimits limits = outline.limits();
    stub(TaskQueues.LONG, limits.cleanup(), limits.heartbeat(), TRIES).removePods(run);
  }

  /** What must be written down, however long the database is away. */
  ScriptActivities marks() {
    return stub(TaskQueues.SIM, Duration.ofSeconds(30), null, 0);
  }

  private CompoundActivities compound(Duration limit) {
    return Workflow.newActivityStub(
        CompoundActivities.class,
        options(TaskQueues.COMPOUND, limit, outline.limits().heartbeat(), 1));
  }

  private ScriptActivities stub(
      String queue, Duration limit, @Nullable Duration heartbeat, int tries) {
    return Workflow.newActivityStub(
        ScriptActivities.class, options(queue, limit, heartbeat, tries));
  }

  private ActivityOptions options(
      String queue, Duration limit, @Nullable Duration heartbeat, int tries) {
    ActivityOptions.Builder options =
        ActivityOptions.newBuilder()
            .setTaskQueue(queue)
            .setStartToCloseTimeout(limit)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(outline.limits().longestRetry())
                    .setMaximumAttempts(tries)
                    .build());
    if (heartbeat != null) {
      options.setHeartbeatTimeout(heartbeat);
    }
    return options.build();
  }
}
