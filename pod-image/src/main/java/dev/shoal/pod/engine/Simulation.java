package dev.shoal.pod.engine;

import dev.shoal.protocol.artifact.ActionEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the rounds: all active agents observe the same frozen state, all decide concurrently, their
 * actions are applied in a seeded order, beliefs move, environments close. The log depends on the
 * seed alone, not on the concurrency.
 */
public final class Simulation {
  private final Population population;
  private final Map<String, Environment> environments;
  private final Policy policy;
  private final BeliefDynamics beliefs;
  private final long seed;
  private final int concurrency;

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
    this.environments =
        environments.stream().collect(Collectors.toMap(Environment::name, Function.identity()));
    this.policy = policy;
    this.beliefs = beliefs;
    this.seed = seed;
    this.concurrency = concurrency;
  }

  /** What follows the simulation as it goes. */
  public interface Listener {
    /** Before agents look; announcements are made here. */
    void opening(int round);

    /** An action was applied. */
    void applied(ActionEntry entry);

    /** A round is complete. */
    void closed(int round, int activeAgents);
  }

  /**
   * Runs all rounds.
   *
   * @throws CancellationException between two rounds, once {@code cancelled} says so
   */
  public void run(int rounds, Listener listener, BooleanSupplier cancelled) {
    for (int round = 1; round <= rounds; round++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("cancelled before round " + round);
      }
      int current = round;
      listener.opening(round);
      environments.values().forEach(environment -> environment.open(current));
      int[] active = active(round);
      Policy.Decision[] decisions = decideAll(active, round);
      applyAll(active, decisions, round, listener);
      beliefs.update(active, round);
      environments.values().forEach(environment -> environment.close(current));
      listener.closed(round, active.length);
    }
  }

  private int[] active(int round) {
    double multiplier = ActivityClock.multiplier(round);
    int[] active = new int[population.size()];
    int count = 0;
    for (int agent = 0; agent < active.length; agent++) {
      double chance = population.profile(agent).activity() * multiplier;
      if (RandomStream.of(seed ^ 0xAC71L, round, agent).nextDouble() < chance) {
        active[count++] = agent;
      }
    }
    return Arrays.copyOf(active, count);
  }

  private Policy.Decision[] decideAll(int[] active, int round) {
    Policy.Decision[] decisions = new Policy.Decision[active.length];
    int workers = Math.min(concurrency, active.length);
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < active.length; i = next.getAndIncrement()) {
            decisions[i] = policy.decide(active[i], round, RandomStream.of(seed, round, active[i]));
          }
        };
    if (workers <= 1) {
      worker.run();
      return decisions;
    }
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>(workers);
      for (int i = 0; i < workers; i++) {
        running.add(executor.submit(worker));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while agents decided", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an agent could not decide", e.getCause());
    }
    return decisions;
  }

  private void applyAll(int[] active, Policy.Decision[] decisions, int round, Listener listener) {
    int[] order = shuffled(active.length, RandomStream.of(seed ^ 0x0DE5L, round, -1));
    int applied = 0;
    for (int i : order) {
      int agent = active[i];
      Policy.Decision decision = decisions[i];
      if (decision.actions().isEmpty()) {
        listener.applied(
            new ActionEntry(
                round, applied++, agent, "none", "do_nothing", null, null, decision.fallback()));
      }
      for (Action action : decision.actions()) {
        Environment environment = environments.get(action.environment());
        if (environment != null && environment.apply(agent, action)) {
          listener.applied(
              new ActionEntry(
                  round,
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

  private static int[] shuffled(int size, RandomStream random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
