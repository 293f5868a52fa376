package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.BudgetSpec;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.RerunFrom;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to do about a job. Pure: the same observation always gives the same decision, and
 * nothing is remembered from one to the next.
 */
public final class JobDecider {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final OperatorConfig config;
  private final JobPlanner planner;
  private final Guarding guarding;

  public JobDecider(OperatorConfig config) {
    this.config = config;
    this.planner = new JobPlanner(config);
    this.guarding = new Guarding(config.timing());
  }

  /** Decides. */
  public Decision decide(Observation seen) {
    if (seen.job().getMetadata().getDeletionTimestamp() != null) {
      return guarding.deleting(seen);
    }
    Optional<JobRow> row = seen.row();
    if (row.isEmpty() && endedOnce(seen.job())) {
      return guarding.release(seen);
    }
    if (row.isEmpty() || row.get().phase() == JobPhase.DRAFT) {
      return starting(seen);
    }
    return row.get().phase().terminal() ? ended(seen, row.get()) : open(seen);
  }

  /**
   * Whether the resource says that its job has ended. Without its row, which somebody deleted, that
   * is all there is to know: it must not run, and cost, once more.
   */
  public static boolean endedOnce(SimulationJob job) {
    return job.getStatus() != null
        && job.getStatus().phase() != null
        && job.getStatus().phase().terminal();
  }

  private Decision starting(Observation seen) {
    if (suspended(seen.job().getSpec())) {
      return drafted(seen);
    }
    if (config.readOnly()) {
      return Decision.waiting(
          Reason.READ_ONLY_MODE,
          "this installation accepts no jobs for now (DEMO_MODE): it is taken up when that ends",
          config.timing().look());
    }
    BudgetSpec budget = seen.job().getSpec().budget();
    GpuTime used = GpuTime.of(seen.attempts(), seen.now());
    if (budget != null && used.seconds() >= budget.maxGpuSeconds()) {
      return Decision.waiting(
          Reason.BUDGET_EXCEEDED, exhausted(used, budget.maxGpuSeconds()), config.timing().look());
    }
    return switch (planner.plan(seen)) {
      case JobPlanner.Unready unready ->
          Decision.waiting(unready.reason(), unready.message(), config.timing().look());
      case JobPlanner.Ready ready -> {
        List<Step> steps = new ArrayList<>();
        if (!Guarding.guarded(seen.job())) {
          steps.add(new Step.AddFinalizer());
        }
        if (lostItsRow(seen)) {
          steps.add(new Step.Stop(Reason.ROW_LOST, "the job's row is gone"));
        }
        steps.add(new JobStep.Admit(ready.job()));
        yield Decision.of(steps.toArray(Step[]::new));
      }
    };
  }

  private Decision drafted(Observation seen) {
    if (lostItsRow(seen) && seen.job().getStatus().phase() != Phase.DRAFT) {
      return Decision.of(new Step.Stop(Reason.SUSPENDED, "spec.suspend is true"));
    }
    return seen.podsLeft() ? Decision.nothing() : guarding.release(seen);
  }

  /** The status tells of a run that has not ended, and there is no row of it. */
  public static boolean lostItsRow(Observation seen) {
    return seen.row().isEmpty()
        && seen.job().getStatus() != null
        && seen.job().getStatus().run() != null
        && !endedOnce(seen.job());
  }

  private Decision open(Observation seen) {
    if (suspended(seen.job().getSpec())) {
      return Decision.of(new Step.Stop(Reason.SUSPENDED, "spec.suspend is true"))
          .again(config.timing().look());
    }
    Decision guard = guarding.keep(seen);
    BudgetSpec budget = seen.job().getSpec().budget();
    return budget == null ? guard : withinBudget(seen, budget.maxGpuSeconds(), guard);
  }

  /** While a pod holds GPUs, the budget's end is a time to look again at. */
  private Decision withinBudget(Observation seen, long most, Decision otherwise) {
    GpuTime used = GpuTime.of(seen.attempts(), seen.now());
    if (used.gpusHeld() == 0) {
      return otherwise;
    }
    if (used.seconds() >= most) {
      return Decision.of(new Step.Stop(Reason.BUDGET_EXCEEDED, exhausted(used, most)))
          .again(config.timing().look());
    }
    double left = (most - used.seconds()) / used.gpusHeld();
    return otherwise.again(Duration.ofMillis((long) Math.ceil(left * 1_000)));
  }

  private static String exhausted(GpuTime used, long most) {
    return "spec.budget.maxGpuSeconds is %d and %d are used: raise it, or ask for fewer rounds"
        .formatted(most, Math.round(used.seconds()));
  }

  private Decision ended(Observation seen, JobRow row) {
    if (seen.podsLeft() || seen.ledgerOpen()) {
      return leftover(seen, row);
    }
    RerunSpec rerun = seen.job().getSpec().rerun();
    if (rerun != null
        && !rerun.nonce().equals(row.rerun().nonce())
        && !suspended(seen.job().getSpec())) {
      return rerun(rerun, row);
    }
    return guarding.settled(
        seen, row.completedAt(), seen.job().getSpec().ttlSecondsAfterFinished());
  }

  /** A pod that its owner keeps has more time. */
  private Decision leftover(Observation seen, JobRow row) {
    Optional<Instant> kept = Retention.until(seen.job(), row);
    return seen.podsLeft() && kept.isPresent() && kept.get().isAfter(seen.now())
        ? Decision.nothing().again(Duration.between(seen.now(), kept.get()))
        : guarding.leftover(seen, row.completedAt());
  }

  private Decision rerun(RerunSpec rerun, JobRow row) {
    boolean reportOnly = rerun.from() == RerunFrom.REPORT;
    if (reportOnly && !row.plan().report().enabled()) {
      return Decision.waiting(
          Reason.RERUN_IMPOSSIBLE,
          "spec.rerun.from is Report, but spec.report.enabled is false: use Start",
          config.timing().look());
    }
    return reportOnly && !row.simDataAvailable()
        ? Decision.waiting(
            Reason.RERUN_IMPOSSIBLE,
            "spec.rerun.from is Report, but run %d left no artifacts to write about: use Start"
                .formatted(row.run()),
            config.timing().look())
        : Decision.of(new JobStep.Rerun(rerun.nonce(), reportOnly)).again(AT_ONCE);
  }

  private static boolean suspended(SimulationJobSpec spec) {
    return Boolean.TRUE.equals(spec.suspend());
  }
}
