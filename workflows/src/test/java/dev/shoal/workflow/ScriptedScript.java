package dev.shoal.workflow;

import dev.shoal.job.Reason;
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

/** A fake of a ScriptRun's activities: writes down what is called, and fails as told. */
final class ScriptedScript implements ScriptActivities, CompoundActivities {
  private static final int ATTEMPTS = 3;
  private static final ScriptOutline.ScriptLimits LIMITS =
      new ScriptOutline.ScriptLimits(
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5));

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<RuntimeException>> failures = new HashMap<>();
  private volatile @Nullable String hanging;
  volatile boolean accepted = true;
  volatile boolean compound;

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
  public ScriptOutline begin(JobRef run) {
    record("begin");
    return new ScriptOutline(accepted, compound, ATTEMPTS, Duration.ofMinutes(5), LIMITS);
  }

  @Override
  public void providePod(ScriptPodRef pod) {
    record("pod " + pod.attempt());
  }

  @Override
  public void execute(ScriptPodRef pod) {
    record("execute " + pod.attempt());
  }

  @Override
  public void executeSimulation(ScriptPodRef pod) {
    record("simulate " + pod.attempt());
  }

  @Override
  public void removePods(JobRef run) {
    record("remove");
  }

  @Override
  public void succeed(JobRef run) {
    record("succeed");
  }

  @Override
  public void markFailed(JobRef run, Reason reason, String message) {
    record("failed " + reason.title());
  }

  @Override
  public void markSuspended(JobRef run) {
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
