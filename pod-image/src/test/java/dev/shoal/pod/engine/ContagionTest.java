package dev.shoal.pod.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.pod.seed.Casting;
import dev.shoal.protocol.artifact.ActionEntry;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rounds of the engine carry a contagion as far as theory says: with R0 = 2 in a mixed
 * population a share of 0.796812 is reached, the root of s = 1 - exp(-R0 s) (Kermack and McKendrick
 * 1927).
 */
class ContagionTest {
  private static final int AGENTS = 20_000;
  private static final double R0 = 2;
  private static final double FINAL_SIZE = 0.796812;

  @Test
  void aContagionReachesItsFinalSize() {
    double root = 0.5;
    for (int i = 0; i < 200; i++) {
      root = 1 - Math.exp(-R0 * root);
    }
    assertThat(root).isCloseTo(FINAL_SIZE, within(1e-6));
    assertThat(reached(4)).isCloseTo(FINAL_SIZE, within(0.02));
  }

  @Test
  void howManyDecideAtOnceChangesNothing() {
    assertThat(reached(64)).isEqualTo(reached(1));
  }

  private static double reached(int concurrency) {
    Population population = Casting.cast(List.of(), AGENTS, 11);
    Rumour rumour = new Rumour(AGENTS);
    Policy tellers =
        (agent, round, random) ->
            rumour.isFresh(agent) ? Policy.Decision.of(rumour.tell(random)) : NOTHING;
    BeliefDynamics none =
        new BeliefDynamics() {
          @Override
          public void update(int[] active, int round, Crew crew) {}

          @Override
          public void save(StateOutput out) {}

          @Override
          public void restore(StateInput in) {}
        };
    Simulation simulation =
        new Simulation(population, List.of(rumour), tellers, none, 5, concurrency);
    simulation.run(400, new Silence(), () -> false);
    return (double) rumour.heard.cardinality() / AGENTS;
  }

  private static final Policy.Decision NOTHING = Policy.Decision.of(List.of());

  /** Who hears it tells a Poisson number of others, R0 on average, once, and then forgets it. */
  private static final class Rumour implements Environment {
    private final BitSet heard;
    private final BitSet fresh;

    Rumour(int agents) {
      heard = new BitSet(agents);
      fresh = new BitSet(agents);
      for (int agent = 0; agent < 20; agent++) {
        heard.set(agent);
        fresh.set(agent);
      }
    }

    record Telling(List<Integer> whom) implements Action {
      @Override
      public String environment() {
        return "rumour";
      }

      @Override
      public String name() {
        return "tell";
      }
    }

    boolean isFresh(int agent) {
      return fresh.get(agent);
    }

    List<Action> tell(RandomStream random) {
      int count = 0;
      for (double left = Math.exp(-R0), p = random.nextDouble();
          p > left;
          p *= random.nextDouble()) {
        count++;
      }
      List<Integer> whom = Stream.generate(() -> random.nextInt(AGENTS)).limit(count).toList();
      return List.of(new Telling(whom));
    }

    @Override
    public boolean apply(int agent, Action action) {
      fresh.clear(agent);
      for (int other : ((Telling) action).whom()) {
        if (!heard.get(other)) {
          heard.set(other);
          fresh.set(other);
        }
      }
      return true;
    }

    @Override
    public String name() {
      return "rumour";
    }

    @Override
    public void hear(WorldEvent event, int round) {}

    @Override
    public void open(int round) {}

    @Override
    public void observe(int agent, StringBuilder to) {}

    @Override
    public List<Tool> tools() {
      return List.of();
    }

    @Override
    public Optional<Action> read(String tool, JsonNode arguments) {
      return Optional.empty();
    }

    @Override
    public void tick(int round, Consumer<WorldEvent> publish) {}

    @Override
    public void save(StateOutput out) {}

    @Override
    public void restore(StateInput in) {}
  }

  private static final class Silence implements Simulation.Listener {
    @Override
    public List<WorldEvent> announced(int round) {
      return List.of();
    }

    @Override
    public void applied(ActionEntry entry) {}

    @Override
    public void closed(int round, int activeAgents) {}
  }
}
