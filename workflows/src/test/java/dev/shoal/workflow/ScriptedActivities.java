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

/** A fake of all activities: writes down what is called, and fails as told. */
final class ScriptedActivities implements JobActivities, PodActivities, ReportActivities {
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<RuntimeException>> failures = new HashMap<>();
  private volatile @Nullable String hanging;
  private volatile boolean accepted = true;
  private volatile boolean reportStored = true;

  void fail(String step, Reason reason) {
    fail(step, ApplicationFailure.newNonRetryableFailure("told to", reason.title()));
  }

  void fail(String step, RuntimeException failure) {
    failures.computeIfAbsent(step, key -> new ArrayDeque<>()).add(failure);
  }

  void hangIn(String step) {
    hanging = step;
  }

  void storeIsAwayForTheReport() {
    reportStored = false;
  }

  void accept(boolean accepts) {
    accepted = accepts;
  }

  @Nullable Integer reportAttempt;
  boolean withoutReport;
  boolean webhooks;

  @Override
  public Preparation prepare(JobRef job) {
    record("prepare");
    Duration minute = Duration.ofMinutes(1);
    return new Preparation(
        accepted,
        true,
        true,
        new RunLimits(
            minute,
            minute,
            minute.multipliedBy(45),
            minute,
            minute,
            minute,
            minute,
            minute,
            minute,
            List.of(minute, minute),
            1,
            2,
            5,
            1),
        reportAttempt,
        withoutReport,
        webhooks);
  }

  @Override
  public void enrichSeed(JobRef job) {
    record("enrich");
  }

  @Override
  public void deriveMarkets(JobRef job) {
    record("derive");
  }

  @Override
  public void provisionPod(PodRef pod) {
    record("provision", pod);
  }

  @Override
  public void uploadAndFinalize(PodRef pod, Uploads uploads) {
    record("finalize", pod);
  }

  @Override
  public void terminatePod(PodRef pod, @Nullable Reason reason, boolean mayStay) {
    if (mayStay) {
      record("may-stay", pod);
    }
    record("terminate", pod);
  }

  @Override
  public void completeWithoutReport(JobRef job) {
    record("complete");
  }

  @Override
  public void markFailed(JobRef job, Reason reason, String message) {
    record("failed " + reason.title());
  }

  @Override
  public void markSuspended(JobRef job) {
    record("suspended");
  }

  @Override
  public void awaitScheduled(PodRef pod, Duration limit) {
    record("schedule", pod);
  }

  @Override
  public void waitForWorkerHealth(PodRef pod, Duration limit) {
    record("health", pod);
  }

  @Override
  public Uploads submitAndPoll(PodRef pod) {
    record("poll", pod);
    return new Uploads(List.of());
  }

  @Override
  public boolean writeReport(JobRef job, int attempt) {
    record("report a" + attempt);
    return reportStored;
  }

  @Override
  public void storeReport(JobRef job, int attempt) {
    record("store a" + attempt);
  }

  @Override
  public void tellOfReport(JobRef job) {
    record("tell");
  }

  private void record(String step, PodRef pod) {
    record(step + " a" + pod.attempt());
  }

  private void record(String call) {
    calls.add(call);
    String step = call.split(" ", 2)[0];
    Deque<RuntimeException> planned = failures.get(step);
    if (planned != null && !planned.isEmpty()) {
      throw planned.poll();
    }
    if (step.equals(hanging)) {
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
