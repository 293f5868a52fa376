package dev.shoal.pod.run;

import com.sun.management.ThreadMXBean;
import dev.shoal.pod.economic.EconomicEnvironment;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.Simulation;
import dev.shoal.pod.engine.WorldEvent;
import dev.shoal.pod.market.Beliefs;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.pod.market.ScriptedMarket;
import dev.shoal.pod.policy.ScriptedPolicy;
import dev.shoal.pod.seed.Casting;
import dev.shoal.pod.seed.Entities;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.pod.social.FeedInfluence;
import dev.shoal.pod.social.Phrasebook;
import dev.shoal.pod.social.ScriptedSocial;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ActionEntry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Speed of the scripted engine by number of agents; it asserts nothing, it prints. A turn is one
 * agent's activity in one round.
 */
@Tag("bench")
class EngineBench {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"100, 4000", "1000, 1200", "10000, 200", "100000, 24", "1000000, 7"})
  void withoutFiles(int agents, int rounds) {
    JobRequest request = SampleRequests.request(rounds, agents, 7);
    long before = usedHeap();
    Turns turns = new Turns();
    Simulation simulation = simulation(request);
    int warm = Math.max(2, rounds / 4);
    simulation.run(warm, turns, () -> false);
    turns.count = 0;
    long allocatedBefore = allocated();
    long start = System.nanoTime();
    simulation.run(rounds, turns, () -> false);
    double seconds = (System.nanoTime() - start) / 1e9;
    long allocated = allocated() - allocatedBefore;
    long held = usedHeap() - before;
    System.out.printf(
        "%,9d agents: %,9.0f turns/s, %5.0f bytes allocated a turn, %,6d bytes held an agent%n",
        agents, turns.count / seconds, (double) allocated / turns.count, held / agents);
    System.gc();
  }

  @ParameterizedTest
  @CsvSource({"100, 2000", "1000, 300", "10000, 30", "100000, 4"})
  void withAllFiles(int agents, int rounds) throws IOException {
    JobRequest request = SampleRequests.request(rounds, agents, 7);
    Run run =
        SampleRequests.begin(request, folder, Runtime.getRuntime().availableProcessors(), null);
    long start = System.nanoTime();
    SampleRequests.finish(run);
    double seconds = (System.nanoTime() - start) / 1e9;
    long turns = run.log().rounds().stream().mapToLong(round -> round.activeAgents()).sum();
    System.out.printf(
        "%,9d agents: %,9.0f turns/s with all artifacts written%n", agents, turns / seconds);
  }

  private static Simulation simulation(JobRequest request) {
    SeedDocument document = SeedDocument.parse(request.seedText());
    Entities entities = EntityExtractor.extract(document);
    Population population = Casting.cast(entities.all(), request.targetAgents(), request.rngSeed());
    Phrasebook phrases =
        new Phrasebook(population.cast(), document, entities.all(), request.goal());
    SocialEnvironment social = new SocialEnvironment(population, phrases, (messages, id) -> {});
    Beliefs beliefs = new Beliefs(population);
    MarketEnvironment market =
        new MarketEnvironment(population, request.markets(), beliefs, trade -> {});
    return new Simulation(
        population,
        List.of(social, market, new EconomicEnvironment(request.rngSeed())),
        new ScriptedPolicy(
            List.of(
                new ScriptedSocial(population, social, phrases),
                new ScriptedMarket(population, market, request.markets(), beliefs))),
        new FeedInfluence(population, social),
        request.rngSeed(),
        Runtime.getRuntime().availableProcessors());
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getTotalThreadAllocatedBytes();
  }

  private static final class Turns implements Simulation.Listener {
    private long count;

    @Override
    public List<WorldEvent> announced(int round) {
      return List.of();
    }

    @Override
    public void applied(ActionEntry entry) {}

    @Override
    public void closed(int round, int activeAgents) {
      count += activeAgents;
    }
  }
}
