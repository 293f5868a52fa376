package dev.shoal.pod.engine;

import dev.shoal.protocol.artifact.ActionEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Runs the rounds: all active agents observe the same frozen state, all decide concurrently, their
 * actions are applied in a seeded order, beliefs move, environments tick and tell each other what
 * happened. The log depends on the seed alone, not on the concurrency.
 */
public final class Simulation implements Stateful {
  private static final long ACTIVE = 0xAC71L;
  private static final long ORDER = 0x0DE5L;

  private final Population population;
  private final List<Environment> environments;
  private final Policy policy;
  private final BeliefDynamics beliefs;
  private final long seed;
  private final int concurrency;
  private final List<WorldEvent> heard = new ArrayList<>();
  private int round;

  /**
   * @param concurrency decisions in flight at once, at least 1
   */
  public Simulation(
      Population population,
      List<Environment> environments,
      Policy policy,
      BeliefDynamics beliefs,
      long seed,
      int concurrency) {
    this.population = population;
    this.environments = List.copyOf(environments);
    this.policy = policy;
    this.beliefs = beliefs;
    this.seed = seed;
    this.concurrency = concurrency;
  }

  /** What follows the simulation as it goes. */
  public interface Listener {
    /** What the job's author announces at the start of a round. */
    List<WorldEvent> announced(int round);

    /** An action was applied. */
    void applied(ActionEntry entry);

    /** A round is complete. */
    void closed(int round, int activeAgents);
  }

  /** Rounds that are complete. */
  public int round() {
    return round;
  }

  /**
   * Runs the rounds that are left.
   *
   * @throws CancellationException between two rounds, once {@code cancelled} says so
   */
  public void run(int rounds, Listener listener, BooleanSupplier cancelled) {
    try (Crew crew = new Crew(concurrency)) {
      while (round < rounds) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("cancelled after round " + round);
        }
        next(listener, crew);
      }
    }
  }

  private void next(Listener listener, Crew crew) {
    int current = round + 1;
    tell(listener.announced(current), current);
    tell(heard, current);
    heard.clear();
    environments.forEach(environment -> environment.open(current));
    int[] active = active(current);
    Policy.Decision[] decisions = new Policy.Decision[active.length];
    crew.share(
        active.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            decisions[i] =
                policy.decide(active[i], current, RandomStream.of(seed, current, active[i]));
          }
        });
    applyAll(active, decisions, current, listener);
    beliefs.update(active, current, crew);
    environments.forEach(environment -> environment.tick(current, heard::add));
    round = current;
    listener.closed(current, active.length);
  }

  private void tell(List<WorldEvent> events, int current) {
    for (WorldEvent event : events) {
      for (Environment environment : environments) {
        if (!environment.name().equals(event.source())) {
          environment.hear(event, current);
        }
      }
    }
  }

  private int[] active(int current) {
    double multiplier = ActivityClock.multiplier(current);
    int[] active = new int[population.size()];
    int count = 0;
    for (int agent = 0; agent < active.length; agent++) {
      double chance = population.activity(agent) * multiplier;
      if (RandomStream.of(seed ^ ACTIVE, current, agent).nextDouble() < chance) {
        active[count++] = agent;
      }
    }
    return Arrays.copyOf(active, count);
  }

  private void applyAll(int[] active, Policy.Decision[] decisions, int current, Listener listener) {
    int[] order = shuffled(active.length, RandomStream.of(seed ^ ORDER, current, -1));
    int applied = 0;
    for (int i : order) {
      int agent = active[i];
      Policy.Decision decision = decisions[i];
      List<Action> actions = decision.actions();
      if (actions.isEmpty()) {
        listener.applied(
            new ActionEntry(
                current, applied++, agent, "none", "do_nothing", null, null, decision.fallback()));
      }
      for (int n = 0; n < actions.size(); n++) {
        Action action = actions.get(n);
        if (environment(action.environment()).apply(agent, action)) {
          policy.applied(agent, current, action);
          listener.applied(
              new ActionEntry(
                  current,
                  applied++,
                  agent,
                  action.environment(),
                  action.name(),
                  action.target(),
                  action.amount(),
                  decision.fallback()));
        }
      }
    }
  }

  private Environment environment(String name) {
    for (Environment environment : environments) {
      if (environment.name().equals(name)) {
        return environment;
      }
    }
    throw new IllegalStateException("no environment " + name);
  }

  private static int[] shuffled(int size, RandomStream random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.writeInt(round);
    out.writeInt(heard.size());
    for (WorldEvent event : heard) {
      out.text(event.source());
      out.text(event.text());
      out.writeDouble(event.tone());
    }
    population.save(out);
    for (Environment environment : environments) {
      environment.save(out);
    }
    beliefs.save(out);
    policy.save(out);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    round = in.readInt();
    heard.clear();
    for (int left = in.readInt(); left > 0; left--) {
      heard.add(new WorldEvent(in.text(), in.text(), in.readDouble()));
    }
    population.restore(in);
    for (Environment environment : environments) {
      environment.restore(in);
    }
    beliefs.restore(in);
    policy.restore(in);
  }
}
