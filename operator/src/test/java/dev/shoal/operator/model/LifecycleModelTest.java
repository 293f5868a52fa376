package dev.shoal.operator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.operator.model.Lifecycle.Bug;
import dev.shoal.operator.model.World.Flow;
import dev.shoal.operator.model.World.Resource;
import dev.shoal.operator.model.World.Todo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every interleaving of operator, workflow, cluster, user and faults, breadth first: the promises
 * hold in each state, and from each state the system can come to rest, with nothing left behind.
 */
class LifecycleModelTest {
  private static final int CHANGES = 14;
  private static final int FAULTS = 3;

  @Test
  void thePromisesHoldInEveryState() {
    Explored all = explore(Bug.NONE, CHANGES, FAULTS);
    System.out.printf("%,d states, %,d steps%n", all.states.size(), all.steps);
    assertThat(all.violation).isEmpty();
    assertThat(all.stuck()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aMistakeIsFound(Bug bug) {
    Explored all = explore(bug, 2, 1);
    assertThat(all.violation.or(all::stuck)).as("%s", bug).isPresent();
  }

  private static Explored explore(Bug bug, int changes, int faults) {
    Lifecycle lifecycle = new Lifecycle(bug);
    Explored all = new Explored(faults);
    Deque<World> frontier = new ArrayDeque<>();
    all.see(World.begin(changes, faults), frontier);
    while (!frontier.isEmpty() && all.violation.isEmpty()) {
      World from = frontier.poll();
      int id = all.ids.get(from);
      List<World> bySystem = lifecycle.system(from);
      if (bySystem.isEmpty()) {
        all.resting(id, from);
      }
      for (World to : bySystem) {
        all.step(id, from, to, frontier);
      }
      for (World to : lifecycle.others(from)) {
        all.check(from, to);
        all.see(to, frontier);
      }
    }
    return all;
  }

  /** States by number, the system's own steps backwards, and what was wrong first. */
  private static final class Explored {
    private final Map<World, Integer> ids = new HashMap<>();
    private final List<World> states = new ArrayList<>();
    private final List<int[]> before = new ArrayList<>();
    private final Deque<Integer> resting = new ArrayDeque<>();
    private Optional<String> violation = Optional.empty();
    private final int faults;
    private long steps;

    Explored(int faults) {
      this.faults = faults;
    }

    int see(World world, Deque<World> frontier) {
      Integer known = ids.putIfAbsent(world, states.size());
      if (known != null) {
        return known;
      }
      states.add(world);
      before.add(new int[0]);
      frontier.add(world);
      return states.size() - 1;
    }

    void step(int id, World from, World to, Deque<World> frontier) {
      check(from, to);
      int reached = see(to, frontier);
      int[] known = before.get(reached);
      int[] more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = id;
      before.set(reached, more);
      steps++;
    }

    void check(World from, World to) {
      if (to.pods().size() > 1) {
        violated("I2: two pods at once", from, to);
      }
      if (place(to) < place(from)) {
        violated("I5: run and phase went back", from, to);
      }
      boolean lost = from.flow() == Flow.CLOSED && from.rowOpen() && to.rowEnded();
      if (lost && from.faults() == faults) {
        violated("a job lost its workflow though nothing went wrong", from, to);
      }
      boolean unguards = !from.todo().isEmpty() && from.todo().getFirst() == Todo.UNGUARD;
      if (unguards
          && from.guarded()
          && !to.guarded()
          && !from.pods().isEmpty()
          && from.flow() == Flow.CLOSED) {
        violated("the finalizer went while a pod was there", from, to);
      }
    }

    /** Where nothing happens by itself any more, nothing may be left. */
    void resting(int id, World world) {
      boolean idle = world.pods().isEmpty() && world.flow() == Flow.CLOSED;
      boolean done = world.resource() == Resource.ABSENT || world.rowEnded() || world.suspended();
      boolean free = world.resource() == Resource.ABSENT || !world.guarded();
      if (idle && done && free && world.openLedger().isEmpty()) {
        resting.add(id);
      } else {
        violated("I1: it came to rest with something left", world, world);
      }
    }

    /** A state from which no way leads to rest. */
    Optional<String> stuck() {
      BitSet good = new BitSet(states.size());
      Deque<Integer> todo = new ArrayDeque<>(resting);
      resting.forEach(good::set);
      while (!todo.isEmpty()) {
        for (int previous : before.get(todo.poll())) {
          if (!good.get(previous)) {
            good.set(previous);
            todo.add(previous);
          }
        }
      }
      int bad = good.nextClearBit(0);
      return bad < states.size()
          ? Optional.of("no way leads to rest from " + states.get(bad))
          : Optional.empty();
    }

    private void violated(String what, World from, World to) {
      if (violation.isEmpty()) {
        violation = Optional.of("%s:%n%s%n%s".formatted(what, from, to));
      }
    }

    private static int place(World world) {
      return 10 * world.run() + (world.phase() == null ? -1 : world.phase().rank());
    }
  }
}
