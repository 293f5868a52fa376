package dev.shoal.operator.model;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.config.Settings;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.config.SampleSettings;
import dev.shoal.operator.decision.Guarding;
import dev.shoal.operator.decision.JobDecider;
import dev.shoal.operator.decision.JobStep;
import dev.shoal.operator.decision.Observation;
import dev.shoal.operator.decision.SamplePlan;
import dev.shoal.operator.decision.Seed;
import dev.shoal.operator.decision.Step;
import dev.shoal.operator.model.World.End;
import dev.shoal.operator.model.World.Flow;
import dev.shoal.operator.model.World.Resource;
import dev.shoal.operator.model.World.Stop;
import dev.shoal.operator.model.World.Todo;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can happen next in a {@link World}. The operator's part is its real {@link JobDecider}; the
 * workflow's, the API server's and the kubelet's are written down here, step by step, each a single
 * write. A crash loses what the operator was about to do; it can happen between any two steps.
 */
final class Lifecycle {
  private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ID = "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11";

  /** How long ago things happened, as the operator may find it: just now, a while, very long. */
  private static final List<Duration> AGES =
      List.of(Duration.ZERO, Duration.ofMinutes(2), Duration.ofHours(1));

  private final JobDecider decider =
      new JobDecider(OperatorConfig.from(new Settings(SampleSettings.with("DEMO_MODE", "false"))));
  private final SimulationTier tier = SamplePlan.tier();
  private final Bug bug;

  /** A mistake that the exploration has to find. */
  enum Bug {
    NONE,
    /** Cleanup trusts a cache that doesn't know the pod yet. */
    STALE_CLEANUP,
    /** A fresh pod is made before the one before it is gone. */
    UNFENCED_ATTEMPT,
    /** A start takes whatever workflow has the id. */
    ANY_WORKFLOW
  }

  Lifecycle(Bug bug) {
    this.bug = bug;
  }

  /** What the system may do by itself. */
  List<World> system(World w) {
    List<World> next = new ArrayList<>();
    operator(w, next);
    workflow(w, next);
    cluster(w, next);
    sweep(w, next);
    return next;
  }

  /** What the user and bad luck may do. */
  List<World> others(World w) {
    List<World> next = new ArrayList<>();
    if (w.changes() > 0 && w.resource() == Resource.LIVE) {
      World changed = w.changedOnce();
      next.add(changed.withResource(w.guarded() ? Resource.DELETING : Resource.ABSENT));
      next.add(changed.withSuspended(!w.suspended()));
    }
    if (w.faults() > 0) {
      World hit = w.faultedOnce();
      if (w.flow() != Flow.CLOSED) {
        next.add(hit.withFlow(Flow.CLOSED)); // terminated
      }
      switch (w.flow()) {
        case PREPARED, CHECKED -> next.add(hit.towards(Flow.TEARDOWN, End.FAILED)); // a step failed
        case WAITING -> { // the pod ails
          next.add(hit.towards(Flow.TEARDOWN, End.FAILED));
          if (w.swaps() > 0) {
            next.add(hit.towards(Flow.TEARDOWN, End.SWAP));
          }
        }
        default -> {}
      }
      w.pods().stream()
          .filter(pod -> !w.dying().contains(pod))
          .forEach(pod -> next.add(hit.withDying(List.of(pod)))); // evicted
      if (!w.todo().isEmpty()) {
        next.add(hit.withTodo(List.of())); // the operator crashed
        if (w.todo().getFirst() == Todo.ADMIT && w.flow() == Flow.CLOSED && w.phase() == null) {
          next.add(hit.withTodo(List.of()).started(w.run())); // the start's answer was lost
        }
      }
    }
    return next;
  }

  private void operator(World w, List<World> next) {
    if (!w.todo().isEmpty()) {
      next.add(act(w.withTodo(w.todo().subList(1, w.todo().size())), w.todo().getFirst()));
      return;
    }
    if (w.resource() == Resource.ABSENT) {
      return;
    }
    for (Duration age : AGES) {
      List<Todo> todo = todo(decider.decide(observe(w, age)).steps());
      if (!todo.isEmpty()) {
        next.add(w.withTodo(todo));
      }
    }
  }

  private World act(World w, Todo todo) {
    return switch (todo) {
      case GUARD -> w.resource() == Resource.LIVE ? w.withGuard(true) : w.withTodo(List.of());
      case UNGUARD -> unguard(w);
      case ADMIT -> admit(w);
      case STOP_SUSPENDED -> w.asked(Stop.SUSPENDED);
      case STOP_CANCELLED -> w.asked(Stop.CANCELLED);
      case REAP -> w.pods().isEmpty() ? w.withLedger(List.of()) : w.withDying(w.pods());
      case ABANDON -> unguard(w);
    };
  }

  private static World unguard(World w) {
    World free = w.withLedger(List.of()).withGuard(false);
    return w.resource() == Resource.DELETING ? free.withResource(Resource.ABSENT) : free;
  }

  private World admit(World w) {
    if (w.phase() != null && w.phase() != JobPhase.DRAFT) {
      return w;
    }
    boolean itsOwn = w.flow() == Flow.CLOSED || w.flowRun() == w.run() || bug == Bug.ANY_WORKFLOW;
    if (!itsOwn) {
      return w;
    }
    World accepted = w.withRow(w.run(), JobPhase.PENDING);
    return w.flow() == Flow.CLOSED ? accepted.started(w.run()) : accepted;
  }

  private void workflow(World w, List<World> next) {
    boolean stopped = w.stop() != Stop.NONE;
    End stopEnd = w.stop() == Stop.SUSPENDED ? End.SUSPENDED : End.FAILED;
    switch (w.flow()) {
      case CLOSED -> {}
      case AWAITING_ROW ->
          next.add(
              w.rowOpen() && w.run() == w.flowRun()
                  ? w.withFlow(Flow.PREPARED)
                  : w.withFlow(Flow.CLOSED));
      case PREPARED -> {
        if (stopped) {
          next.add(w.towards(Flow.ENDING, stopEnd));
        } else if (w.resource() != Resource.LIVE) {
          next.add(w.towards(Flow.TEARDOWN, End.FAILED));
        } else if (w.pods().isEmpty() || bug == Bug.UNFENCED_ATTEMPT) {
          next.add(w.opened().advanced(JobPhase.PROVISIONING));
        }
      }
      case CHECKED -> next.add(w.withPod(w.attempt()).withFlow(Flow.WAITING));
      case WAITING -> {
        if (stopped) {
          next.add(w.towards(Flow.TEARDOWN, stopEnd));
        } else if (!w.pods().contains(w.attempt()) || w.dying().contains(w.attempt())) {
          End lost = w.swaps() > 0 ? End.SWAP : End.FAILED;
          next.add(
              bug == Bug.UNFENCED_ATTEMPT && lost == End.SWAP
                  ? w.swapped()
                  : w.towards(Flow.TEARDOWN, lost));
        } else {
          World running = w.advanced(JobPhase.RUNNING);
          next.add(running.equals(w) ? w.towards(Flow.TEARDOWN, End.DONE) : running);
        }
      }
      case TEARDOWN -> {
        if (!w.pods().isEmpty()) {
          if (!w.dying().containsAll(w.pods())) {
            next.add(w.withDying(w.pods()));
          }
        } else {
          World clean = w.withLedger(List.of());
          next.add(w.end() == End.SWAP ? clean.swapped() : clean.withFlow(Flow.ENDING));
        }
      }
      case ENDING -> next.addAll(ended(w));
    }
  }

  /** The row is written first, then the workflow closes: two steps, with room between them. */
  private static List<World> ended(World w) {
    World written =
        switch (w.end()) {
          case DONE -> w.advanced(JobPhase.COMPLETED);
          case SUSPENDED ->
              w.rowOpen() && w.run() == w.flowRun() ? w.withRow(w.run() + 1, JobPhase.DRAFT) : w;
          case FAILED -> w.advanced(JobPhase.FAILED);
          case NONE, SWAP -> throw new IllegalStateException("no end: " + w);
        };
    return List.of(written.equals(w) ? w.withFlow(Flow.CLOSED) : written);
  }

  /** The kubelet ends pods that are to go, the collector takes those whose owner is gone. */
  private static void cluster(World w, List<World> next) {
    w.dying().forEach(pod -> next.add(w.withoutPod(pod)));
    if (w.resource() == Resource.ABSENT && !w.dying().containsAll(w.pods())) {
      next.add(w.withDying(w.pods()));
    }
  }

  private static void sweep(World w, List<World> next) {
    if (w.rowOpen() && w.flow() == Flow.CLOSED) {
      next.add(w.withRow(w.run(), JobPhase.FAILED).withDying(w.pods()));
    }
    boolean mayGo = w.phase() == null || w.rowEnded() || w.phase() == JobPhase.DRAFT;
    if (mayGo && !w.dying().containsAll(w.pods())) {
      next.add(w.withDying(w.pods()));
    }
  }

  /** The finalizer that goes although the workflow could not be asked is a step of its own kind. */
  private static List<Todo> todo(List<Step> steps) {
    boolean abandons = steps.stream().anyMatch(Step.TellAbandoned.class::isInstance);
    return steps.stream()
        .map(Lifecycle::todo)
        .filter(step -> !abandons || step != Todo.UNGUARD)
        .toList();
  }

  private static Todo todo(Step step) {
    return switch (step) {
      case Step.AddFinalizer add -> Todo.GUARD;
      case Step.RemoveFinalizer remove -> Todo.UNGUARD;
      case JobStep.Admit admit -> Todo.ADMIT;
      case Step.Stop stop when stop.reason() == Reason.SUSPENDED -> Todo.STOP_SUSPENDED;
      case Step.Stop stop -> Todo.STOP_CANCELLED;
      case Step.ReapPods reap -> Todo.REAP;
      case Step.TellAbandoned tell -> Todo.ABANDON;
      case JobStep.Rerun rerun -> throw new IllegalStateException("nobody asks for it here");
      case Step.Expire expire -> throw new IllegalStateException("nobody asks for it here");
    };
  }

  private Observation observe(World w, Duration age) {
    SimulationJob job = new SimulationJob();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName("job")
            .withNamespace("ns")
            .withUid(ID)
            .withFinalizers(w.guarded() ? List.of(Guarding.FINALIZER) : List.of())
            .withDeletionTimestamp(w.resource() == Resource.DELETING ? THEN.toString() : null)
            .build());
    job.setSpec(SamplePlan.spec(w.suspended()));
    boolean unstarted = w.phase() == null || w.phase() == JobPhase.DRAFT;
    return new Observation(
        job,
        Optional.ofNullable(w.phase()).map(phase -> SamplePlan.row(w.run(), phase, THEN, THEN)),
        ledger(w),
        Optional.of(tier),
        List.of("small"),
        unstarted && !w.suspended() ? new Seed.Found("text") : new Seed.NotNeeded(),
        bug != Bug.STALE_CLEANUP && !w.pods().isEmpty(),
        THEN.plus(age));
  }

  private List<Attempt> ledger(World w) {
    List<Attempt> all = new ArrayList<>();
    for (int number = 1; number <= w.attempts(); number++) {
      boolean gone = !w.openLedger().contains(number) || bug == Bug.STALE_CLEANUP;
      all.add(
          new Attempt(
              ID,
              number,
              1,
              JobNames.podName(ID, number),
              "uid",
              null,
              "node",
              1,
              THEN,
              THEN,
              null,
              gone ? THEN : null,
              null,
              false,
              0));
    }
    return all;
  }
}
