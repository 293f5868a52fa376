package dev.shoal.activity;

import dev.shoal.job.JobLabels;
import dev.shoal.job.Reason;
import dev.shoal.kube.PodView;
import dev.shoal.kube.StepJobs;
import dev.shoal.persistence.WorkStore;
import dev.shoal.training.GpuSeconds;
import dev.shoal.training.ProgressLine;
import dev.shoal.training.TrainingFindings;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingPlan;
import dev.shoal.training.TrainingStep;
import dev.shoal.workflow.JobRef;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows the Job of a step to its end, and notes what it waits for, tells and costs. */
public final class StepMonitor {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int LINES = 50;

  /** What keeps a pod's container from starting. */
  private static final Set<Reason> CANNOT_START = Set.of(Reason.IMAGE_PULL_FAILED, Reason.BAD_HOST);

  private final StepJobs jobs;
  private final WorkStore<TrainingPlan, TrainingFindings> store;
  private final FixedLimits limits;
  private final Clock clock;

  public StepMonitor(
      StepJobs jobs,
      WorkStore<TrainingPlan, TrainingFindings> store,
      FixedLimits limits,
      Clock clock) {
    this.jobs = jobs;
    this.store = store;
    this.limits = limits;
    this.clock = clock;
  }

  /** Returns once the Job has succeeded; throws what the workflow fails by if it has not. */
  boolean follow(JobRef ref, TrainingStep step, HeartbeatThread alive) throws InterruptedException {
    String name = TrainingNames.jobName(ref.jobId(), ref.run(), step);
    String waiting = "";
    TrainingFindings.Progress told = null;
    PodPatience patience = new PodPatience(limits.schedulable());
    long soundNanos = System.nanoTime();
    long countedNanos = soundNanos;
    while (true) {
      Job job =
          jobs.find(ref.namespace(), name)
              .orElseThrow(
                  () ->
                      Failures.permanent(
                          Reason.PREEMPTED, "Job %s was deleted from outside".formatted(name)));
      List<Pod> pods = jobs.pods(job);
      Optional<Pod> newest =
          pods.stream().max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
      TrainingFindings.Progress tells =
          newest.map(pod -> ProgressLine.last(jobs.log(pod, LINES))).orElse(null);
      if (tells != null && !tells.equals(told)) {
        store.note(ref.jobId(), ref.run(), TrainingFindings.told(tells));
        alive.tell(tells);
        told = tells;
      }
      if (ended(job, newest)) {
        noteCost(ref, cost(pods));
        return true;
      }
      Optional<PodView> view = newest.map(PodView::of);
      Optional<PodView.Trouble> trouble = view.flatMap(StepMonitor::cannotStart);
      if (trouble.isEmpty()) {
        soundNanos = System.nanoTime();
      }
      String why = suspended(job).orElseGet(() -> view.map(PodView::waiting).orElse(""));
      view.ifPresentOrElse(one -> patience.look(one, why), patience::rest);
      if (trouble.isPresent() && over(soundNanos, limits.startable())) {
        throw Failures.permanent(trouble.get().reason(), trouble.get().message());
      }
      if (!Objects.equals(why, waiting)) {
        store.note(ref.jobId(), ref.run(), TrainingFindings.waits(why));
        waiting = why;
      }
      if (over(countedNanos, limits.counted())) {
        noteCost(ref, cost(pods));
        countedNanos = System.nanoTime();
      }
      alive.check();
      Thread.sleep(LOOK);
    }
  }

  /** A queue does it, or gives the GPU to others for a while. */
  private static Optional<String> suspended(Job job) {
    if (!Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      return Optional.empty();
    }
    String queue = job.getMetadata().getLabels().get(JobLabels.QUEUE);
    return Optional.of(
        queue == null
            ? "its Job is suspended"
            : "its Job is suspended: queue %s holds it".formatted(queue));
  }

  /** What pods have cost until now, in GPU-seconds; empty where none has GPUs. */
  OptionalDouble cost(List<Pod> pods) {
    return GpuSeconds.of(pods, clock.instant());
  }

  /** Keeps what a run has cost; a count of fewer of its pods doesn't take anything away. */
  void noteCost(JobRef ref, OptionalDouble cost) {
    Double before = store.find(ref.jobId()).map(work -> work.findings().gpuSeconds()).orElse(null);
    if (cost.isPresent() && (before == null || cost.getAsDouble() > before)) {
      store.note(ref.jobId(), ref.run(), TrainingFindings.cost(cost.getAsDouble()));
    }
  }

  private static boolean ended(Job job, Optional<Pod> newest) {
    if (condition(job, "Complete") != null) {
      return true;
    }
    JobCondition failed = condition(job, "Failed");
    if (failed == null) {
      return false;
    }
    PodView.@Nullable Trouble trouble = newest.map(PodView::of).map(PodView::trouble).orElse(null);
    if ("DeadlineExceeded".equals(failed.getReason())) {
      throw Failures.permanent(
          Reason.RUN_TIME_EXCEEDED,
          "the step took longer than activeDeadlineSeconds: allow more time, or do less");
    }
    if (trouble == null || trouble.reason() == Reason.ENGINE_FAILED) {
      throw Failures.permanent(
          Reason.STEP_FAILED,
          trouble == null ? String.valueOf(failed.getMessage()) : trouble.message());
    }
    throw Failures.permanent(trouble.reason(), trouble.message());
  }

  /** A registry may answer again, so this counts only once it lasts. */
  private static Optional<PodView.Trouble> cannotStart(PodView view) {
    return Optional.ofNullable(view.trouble())
        .filter(trouble -> CANNOT_START.contains(trouble.reason()));
  }

  private static boolean over(long sinceNanos, Duration limit) {
    return System.nanoTime() - sinceNanos > limit.toNanos();
  }

  private static @Nullable JobCondition condition(Job job, String type) {
    return job.getStatus() == null || job.getStatus().getConditions() == null
        ? null
        : job.getStatus().getConditions().stream()
            .filter(one -> one.getType().equals(type) && one.getStatus().equals("True"))
            .findFirst()
            .orElse(null);
  }
}
