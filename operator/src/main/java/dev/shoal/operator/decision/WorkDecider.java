package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.work.NewWork;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what to do about a resource whose row is work. Pure: the same observation always gives
 * the same decision, and nothing is remembered from one to the next.
 */
public final class WorkDecider {
  private static final Step.Stop SUSPEND = new Step.Stop(Reason.SUSPENDED, "spec.suspend is true");

  private final OperatorConfig config;
  private final Guarding guarding;

  public WorkDecider(OperatorConfig config) {
    this.config = config;
    this.guarding = new Guarding(config.timing());
  }

  /** Decides. */
  public <P, F> Decision decide(WorkSeen<P, F> seen) {
    if (seen.resource().getMetadata().getDeletionTimestamp() != null) {
      return guarding.deleting(seen);
    }
    Optional<Work<P, F>> row = seen.row();
    if (row.isEmpty() && seen.endedOnce()) {
      return guarding.release(seen);
    }
    if (row.isEmpty() || row.get().state() == WorkState.SUSPENDED) {
      return seen.suspended() ? suspended(seen) : starting(seen);
    }
    if (row.get().state().terminal()) {
      return seen.podsLeft()
          ? guarding.leftover(seen, row.get().completedAt())
          : guarding.settled(seen, row.get().completedAt(), seen.secondsToLive());
    }
    return seen.suspended()
        ? Decision.of(SUSPEND).again(config.timing().look())
        : guarding.keep(seen);
  }

  private Decision suspended(WorkSeen<?, ?> seen) {
    WorkStatus told = seen.told();
    if (seen.lostItsRow() && told != null && told.phase() != WorkPhase.SUSPENDED) {
      return Decision.of(SUSPEND);
    }
    return seen.podsLeft() ? Decision.nothing() : guarding.release(seen);
  }

  private <P> Decision starting(WorkSeen<P, ?> seen) {
    if (config.readOnly()) {
      return Decision.waiting(
          Reason.READ_ONLY_MODE,
          "this installation accepts no work for now (DEMO_MODE): it is taken up when that ends",
          config.timing().look());
    }
    return switch (seen.planning()) {
      case Planning.Unready<P>(Reason reason, String message) ->
          Decision.waiting(reason, message, config.timing().look());
      case Planning.Ready<P>(P plan) -> {
        List<Step> steps = new ArrayList<>();
        if (!Guarding.guarded(seen.resource())) {
          steps.add(new Step.AddFinalizer());
        }
        if (seen.lostItsRow()) {
          steps.add(new Step.Stop(Reason.ROW_LOST, "the row is gone"));
        }
        steps.add(new WorkStep.Begin<>(work(seen, plan)));
        yield Decision.of(steps.toArray(Step[]::new));
      }
    };
  }

  /** Runs go on counting where a lost row left off, so that nothing is taken for newer. */
  private static <P> NewWork<P> work(WorkSeen<P, ?> seen, P plan) {
    ObjectMeta metadata = seen.resource().getMetadata();
    WorkStatus told = seen.told();
    Integer lost = seen.lostItsRow() && told != null ? told.run() : null;
    return new NewWork<>(
        metadata.getUid(),
        metadata.getNamespace(),
        metadata.getName(),
        lost == null ? 1 : lost + 1,
        plan,
        seen.now());
  }
}
