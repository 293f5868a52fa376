package dev.shoal.operator.model;

import dev.shoal.job.JobPhase;
import java.util.ArrayList;
import java.util.List;
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
    return new World(
        next,
        guarded && next != Resource.ABSENT,
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

  World withGuard(boolean guard) {
    return new World(
        resource,
        guard,
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

  World withSuspended(boolean suspend) {
    return new World(
        resource,
        guarded,
        suspend,
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

  World withRow(int nextRun, @Nullable JobPhase next) {
    return new World(
        resource,
        guarded,
        suspended,
        nextRun,
        next,
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

  /** A guarded update: nothing happens unless the run is the workflow's and the phase is before. */
  World advanced(JobPhase next) {
    return phase != null && run == flowRun && phase.rank() < next.rank()
        ? withRow(run, next)
        : this;
  }

  World withFlow(Flow next) {
    return new World(
        resource,
        guarded,
        suspended,
        run,
        phase,
        next,
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

  World started(int ofRun) {
    return new World(
        resource,
        guarded,
        suspended,
        run,
        phase,
        Flow.AWAITING_ROW,
        ofRun,
        attempts,
        End.NONE,
        Stop.NONE,
        1,
        pods,
        dying,
        openLedger,
        attempts,
        todo,
        changes,
        faults);
  }

  World towards(Flow next, End leadingTo) {
    return new World(
        resource,
        guarded,
        suspended,
        run,
        phase,
        next,
        flowRun,
        attempt,
        leadingTo,
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

  World asked(Stop asked) {
    return flow == Flow.CLOSED || stop != Stop.NONE
        ? this
        : new World(
            resource,
            guarded,
            suspended,
            run,
            phase,
            flow,
            flowRun,
            attempt,
            end,
            asked,
            swaps,
            pods,
            dying,
            openLedger,
            attempts,
            todo,
            changes,
            faults);
  }

  /** The next attempt is in the ledger, its pod not yet there. */
  World opened() {
    return new World(
        resource,
        guarded,
        suspended,
        run,
        phase,
        Flow.CHECKED,
        flowRun,
        attempt + 1,
        end,
        stop,
        swaps,
        pods,
        dying,
        plus(openLedger, attempt + 1),
        Math.max(attempts, attempt + 1),
        todo,
        changes,
        faults);
  }

  World swapped() {
    return new World(
        resource,
        guarded,
        suspended,
        run,
        phase,
        Flow.PREPARED,
        flowRun,
        attempt,
        End.NONE,
        stop,
        swaps - 1,
        pods,
        dying,
        openLedger,
        attempts,
        todo,
        changes,
        faults);
  }

  World withPod(int number) {
    return withPods(plus(pods, number), dying);
  }

  World withDying(List<Integer> numbers) {
    List<Integer> all = dying;
    for (int number : numbers) {
      all = plus(all, number);
    }
    return withPods(pods, all);
  }

  World withoutPod(int number) {
    return withPods(minus(pods, number), minus(dying, number));
  }

  private World withPods(List<Integer> there, List<Integer> going) {
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
        there,
        going,
        openLedger,
        attempts,
        todo,
        changes,
        faults);
  }

  World withLedger(List<Integer> open) {
    return new World(
        resource, guarded, suspended, run, phase, flow, flowRun, attempt, end, stop, swaps, pods,
        dying, open, attempts, todo, changes, faults);
  }

  World withTodo(List<Todo> next) {
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
        List.copyOf(next),
        changes,
        faults);
  }

  World changedOnce() {
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
        changes - 1,
        faults);
  }

  World faultedOnce() {
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
        faults - 1);
  }

  private static List<Integer> plus(List<Integer> all, int one) {
    if (all.contains(one)) {
      return all;
    }
    List<Integer> more = new ArrayList<>(all);
    more.add(one);
    return List.copyOf(more.stream().sorted().toList());
  }

  private static List<Integer> minus(List<Integer> all, int one) {
    return all.stream().filter(number -> number != one).toList();
  }
}
