package dev.shoal.operator.model;

import dev.shoal.job.JobPhase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small model of one job and all that acts on it, as one state.
 *
 * @param resource of the job, as the API server has it
 * @param phase of its row; null without one
 * @param flow where its workflow stands
 * @param flowRun run that the workflow is of
 * @param attempt of the workflow's pod
 * @param end what the workflow's teardown leads to
 * @param stop that the workflow was asked for
 * @param pods numbers of the attempts whose pods are there, dying ones too
 * @param dying of those, the ones that are being deleted
 * @param openLedger attempts that the ledger doesn't know to be gone
 * @param attempts number of the last attempt
 * @param todo what the operator has decided and not yet done, in order
 * @param changes that the user may still make
 * @param faults that may still happen
 */
record World(
    Resource resource,
    boolean guarded,
    boolean suspended,
    int run,
    @Nullable JobPhase phase,
    Flow flow,
    int flowRun,
    int attempt,
    End end,
    Stop stop,
    int swaps,
    List<Integer> pods,
    List<Integer> dying,
    List<Integer> openLedger,
    int attempts,
    List<Todo> todo,
    int changes,
    int faults) {

  enum Resource {
    LIVE,
    DELETING,
    ABSENT
  }

  enum Flow {
    CLOSED,
    AWAITING_ROW,
    PREPARED,
    CHECKED,
    WAITING,
    TEARDOWN,
    ENDING
  }

  enum End {
    NONE,
    SWAP,
    DONE,
    FAILED,
    SUSPENDED
  }

  enum Stop {
    NONE,
    SUSPENDED,
    CANCELLED
  }

  enum Todo {
    GUARD,
    UNGUARD,
    ADMIT,
    STOP_SUSPENDED,
    STOP_CANCELLED,
    REAP,
    ABANDON
  }

  static World begin(int changes, int faults) {
    return new World(
        Resource.LIVE,
        false,
        false,
        1,
        null,
        Flow.CLOSED,
        0,
        0,
        End.NONE,
        Stop.NONE,
        1,
        List.of(),
        List.of(),
        List.of(),
        0,
        List.of(),
        changes,
        faults);
  }

  boolean rowOpen() {
    return phase != null && phase.open();
  }

  boolean rowEnded() {
    return phase != null && phase.terminal();
  }

  World withResource(Resource next) {
    return with(
        draft -> {
          draft.resource = next;
          draft.guarded &= next != Resource.ABSENT;
        });
  }

  World withGuard(boolean guard) {
    return with(draft -> draft.guarded = guard);
  }

  World withSuspended(boolean suspend) {
    return with(draft -> draft.suspended = suspend);
  }

  World withRow(int nextRun, JobPhase next) {
    return with(
        draft -> {
          draft.run = nextRun;
          draft.phase = next;
        });
  }

  /** A guarded update: nothing happens unless the run is the workflow's and the phase is before. */
  World advanced(JobPhase next) {
    return phase != null && run == flowRun && phase.rank() < next.rank()
        ? withRow(run, next)
        : this;
  }

  World withFlow(Flow next) {
    return with(draft -> draft.flow = next);
  }

  World started(int ofRun) {
    return with(
        draft -> {
          draft.flow = Flow.AWAITING_ROW;
          draft.flowRun = ofRun;
          draft.attempt = attempts;
          draft.end = End.NONE;
          draft.stop = Stop.NONE;
          draft.swaps = 1;
        });
  }

  World towards(Flow next, End leadingTo) {
    return with(
        draft -> {
          draft.flow = next;
          draft.end = leadingTo;
        });
  }

  World asked(Stop asked) {
    return flow == Flow.CLOSED || stop != Stop.NONE ? this : with(draft -> draft.stop = asked);
  }

  /** The next attempt is in the ledger, its pod not yet there. */
  World opened() {
    return with(
        draft -> {
          draft.flow = Flow.CHECKED;
          draft.attempt = attempt + 1;
          draft.attempts = Math.max(attempts, attempt + 1);
          draft.openLedger = plus(openLedger, List.of(attempt + 1));
        });
  }

  World swapped() {
    return with(
        draft -> {
          draft.flow = Flow.PREPARED;
          draft.end = End.NONE;
          draft.swaps = swaps - 1;
        });
  }

  World withPod(int number) {
    return with(draft -> draft.pods = plus(pods, List.of(number)));
  }

  World withDying(List<Integer> numbers) {
    return with(draft -> draft.dying = plus(dying, numbers));
  }

  World withoutPod(int number) {
    return with(
        draft -> {
          draft.pods = minus(pods, number);
          draft.dying = minus(dying, number);
        });
  }

  World withLedger(List<Integer> open) {
    return with(draft -> draft.openLedger = open);
  }

  World withTodo(List<Todo> next) {
    return with(draft -> draft.todo = List.copyOf(next));
  }

  World changedOnce() {
    return with(draft -> draft.changes = changes - 1);
  }

  World faultedOnce() {
    return with(draft -> draft.faults = faults - 1);
  }

  private static List<Integer> plus(List<Integer> all, List<Integer> more) {
    return Stream.concat(all.stream(), more.stream()).distinct().sorted().toList();
  }

  private static List<Integer> minus(List<Integer> all, int one) {
    return all.stream().filter(number -> number != one).toList();
  }

  private World with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.world();
  }

  /** A world that is being changed. */
  private static final class Draft {
    private Resource resource;
    private boolean guarded;
    private boolean suspended;
    private int run;
    private @Nullable JobPhase phase;
    private Flow flow;
    private int flowRun;
    private int attempt;
    private End end;
    private Stop stop;
    private int swaps;
    private List<Integer> pods;
    private List<Integer> dying;
    private List<Integer> openLedger;
    private int attempts;
    private List<Todo> todo;
    private int changes;
    private int faults;

    Draft(World of) {
      resource = of.resource;
      guarded = of.guarded;
      suspended = of.suspended;
      run = of.run;
      phase = of.phase;
      flow = of.flow;
      flowRun = of.flowRun;
      attempt = of.attempt;
      end = of.end;
      stop = of.stop;
      swaps = of.swaps;
      pods = of.pods;
      dying = of.dying;
      openLedger = of.openLedger;
      attempts = of.attempts;
      todo = of.todo;
      changes = of.changes;
      faults = of.faults;
    }

    World world() {
      return new World(
          resource,
          guarded,
          suspended,
          run,
          phase,
          flow,
          flowRun,
          attempt,
          end,
          stop,
          swaps,
          pods,
          dying,
          openLedger,
          attempts,
          todo,
          changes,
          faults);
    }
  }
}
