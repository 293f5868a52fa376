package dev.shoal.workflow;

import dev.shoal.job.Reason;
import dev.shoal.training.TrainingStep;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A fake of a training's activities: writes down what is called, and fails as told. */
final class ScriptedTraining implements TrainingActivities {
  static final TrainingOutline.TrainingLimits LIMITS =
      new TrainingOutline.TrainingLimits(
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofHours(24),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5));

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<RuntimeException>> failures = new HashMap<>();
  private volatile @Nullable String hanging;
  volatile boolean accepted = true;
  volatile boolean allSteps;

  void fail(String call, RuntimeException failure) {
    failures.computeIfAbsent(call, key -> new ArrayDeque<>()).add(failure);
  }

  void fail(String call, Reason reason) {
    fail(call, ApplicationFailure.newNonRetryableFailure("told to", reason.title()));
  }

  void hangIn(String call) {
    hanging = call;
  }

  @Override
  public TrainingOutline begin(JobRef job) {
    record("begin");
    return new TrainingOutline(accepted, allSteps, allSteps, LIMITS);
  }

  @Override
  public void validateDataset(JobRef job) {
    record("validate");
  }

  @Override
  public void createJob(JobRef job, TrainingStep step) {
    record("create " + step.title());
  }

  @Override
  public void monitorJob(JobRef job, TrainingStep step) {
    record("monitor " + step.title());
  }

  @Override
  public void cleanupResources(JobRef job) {
    record("cleanup");
  }

  @Override
  public void finish(JobRef job) {
    record("finish");
  }

  @Override
  public void markFailed(JobRef job, Reason reason, String message) {
    record("failed " + reason.title());
  }

  @Override
  public void markSuspended(JobRef job) {
    record("suspended");
  }

  private void record(String call) {
    calls.add(call);
    Deque<RuntimeException> told = failures.get(call);
    if (told != null && !told.isEmpty()) {
      throw told.remove();
    }
    while (call.equals(hanging)) {
      Activity.getExecutionContext().heartbeat(null);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
