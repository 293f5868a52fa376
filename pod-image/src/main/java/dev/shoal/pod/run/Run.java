package dev.shoal.pod.run;

import dev.shoal.pod.engine.Policy;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.Simulation;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.market.Beliefs;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.pod.policy.LlmPolicy;
import dev.shoal.pod.policy.ScriptedPolicy;
import dev.shoal.pod.seed.Casting;
import dev.shoal.pod.seed.Entity;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.pod.social.FeedInfluence;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ActionEntry;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One simulation, from a request to its log: the parts put together. */
public final class Run {
  private final JobRequest request;
  private final SeedDocument document;
  private final List<Entity> entities;
  private final Population population;
  private final SocialEnvironment social;
  private final MarketEnvironment market;
  private final Simulation simulation;
  private final RunLog log;
  private final @Nullable ChatModel model;

  /**
   * Prepares a run.
   *
   * @param concurrency decisions in flight at once
   * @param model that engine llm asks; not used by scripted
   */
  public Run(JobRequest request, int concurrency, @Nullable ChatModel model) {
    this.request = request;
    this.document = SeedDocument.parse(request.seedText());
    this.entities = EntityExtractor.extract(document);
    this.population = Casting.cast(entities, request.targetAgents(), request.rngSeed());
    this.social = new SocialEnvironment(population);
    Beliefs beliefs = new Beliefs(population);
    this.market = new MarketEnvironment(population, request.markets(), beliefs);
    this.model = request.engine().equals("llm") ? model : null;
    ChatModel asked = this.model;
    Policy policy =
        asked == null
            ? new ScriptedPolicy(population, social, market, beliefs, request, document, entities)
            : new LlmPolicy(asked, population, social, market, request);
    this.simulation =
        new Simulation(
            population,
            List.of(social, market),
            policy,
            new FeedInfluence(population, social),
            request.rngSeed(),
            concurrency);
    this.log = new RunLog(population, social, market);
  }

  /** Runs all rounds; tells each one that is complete. */
  public void simulate(IntConsumer onRound, BooleanSupplier cancelled) {
    Map<Integer, List<JobRequest.Event>> events =
        request.scheduledEvents().stream().collect(Collectors.groupingBy(JobRequest.Event::round));
    simulation.run(
        request.maxRounds(),
        new Simulation.Listener() {
          @Override
          public void opening(int round) {
            events
                .getOrDefault(round, List.of())
                .forEach(event -> social.announce(round, event.text()));
          }

          @Override
          public void applied(ActionEntry entry) {
            log.applied(entry);
          }

          @Override
          public void closed(int round, int activeAgents) {
            log.closed(round, activeAgents);
            onRound.accept(round);
          }
        },
        cancelled);
  }

  /** The model that decides; null where rules do. */
  public @Nullable ChatModel model() {
    return model;
  }

  public JobRequest request() {
    return request;
  }

  public SeedDocument document() {
    return document;
  }

  public List<Entity> entities() {
    return entities;
  }

  public Population population() {
    return population;
  }

  public SocialEnvironment social() {
    return social;
  }

  public MarketEnvironment market() {
    return market;
  }

  public RunLog log() {
    return log;
  }
}
