package dev.shoal.pod.run;

import dev.shoal.pod.economic.EconomicEnvironment;
import dev.shoal.pod.engine.BeliefDynamics;
import dev.shoal.pod.engine.Environment;
import dev.shoal.pod.engine.Policy;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.Simulation;
import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import dev.shoal.pod.engine.WorldEvent;
import dev.shoal.pod.llm.RecordingAnswers;
import dev.shoal.pod.market.Beliefs;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.pod.market.ScriptedMarket;
import dev.shoal.pod.opinion.NetworkDynamics;
import dev.shoal.pod.opinion.OpinionModel;
import dev.shoal.pod.policy.LlmPolicy;
import dev.shoal.pod.policy.ScriptedPolicy;
import dev.shoal.pod.seed.Casting;
import dev.shoal.pod.seed.Entities;
import dev.shoal.pod.seed.Polarity;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.pod.social.FeedInfluence;
import dev.shoal.pod.social.Messages;
import dev.shoal.pod.social.Phrasebook;
import dev.shoal.pod.social.ScriptedSocial;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ActionEntry;
import dev.shoal.protocol.artifact.ChatEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One simulation, from a request to its log: the parts put together. */
public final class Run implements Stateful, Closeable {
  private static final int RECENT = 200;

  private final JobRequest request;
  private final Entities entities;
  private final Population population;
  private final SocialEnvironment social;
  private final MarketEnvironment market;
  private final EconomicEnvironment economy;
  private final Simulation simulation;
  private final RunLog log;
  private final @Nullable RecordingAnswers answers;
  private volatile List<ChatEntry> recentChat = List.of();

  /**
   * Prepares a run.
   *
   * @param entities of the request's seed
   * @param folder empty; the run's files grow in it
   * @param concurrency decisions in flight at once
   * @param answers of the model that decides; null where rules do
   */
  public Run(
      JobRequest request,
      Entities entities,
      Path folder,
      int concurrency,
      @Nullable RecordingAnswers answers)
      throws IOException {
    this.request = request;
    this.entities = entities;
    this.answers = answers;
    this.population = Casting.cast(entities.all(), request.targetAgents(), request.rngSeed());
    this.log = new RunLog(population, folder);
    Phrasebook phrases =
        new Phrasebook(
            population.cast(),
            SeedDocument.parse(request.seedText()),
            entities.all(),
            request.goal());
    this.social = new SocialEnvironment(population, phrases, log);
    Beliefs beliefs = new Beliefs(population);
    this.market = new MarketEnvironment(population, request.markets(), beliefs, log::traded);
    this.economy = new EconomicEnvironment(request.rngSeed());
    List<Environment> world = List.of(social, market, economy);
    Policy policy =
        answers == null
            ? new ScriptedPolicy(
                List.of(
                    new ScriptedSocial(population, social, phrases),
                    new ScriptedMarket(population, market, request.markets(), beliefs)))
            : new LlmPolicy(answers, population, world, request);
    this.simulation =
        new Simulation(
            population, world, policy, dynamics(request), request.rngSeed(), concurrency);
  }

  private BeliefDynamics dynamics(JobRequest of) {
    JobRequest.Beliefs chosen = of.beliefs();
    OpinionModel model =
        switch (chosen.dynamics()) {
          case "degroot" -> new OpinionModel.DeGroot();
          case "friedkin_johnsen" -> new OpinionModel.FriedkinJohnsen();
          case "hegselmann_krause" -> new OpinionModel.HegselmannKrause(chosen.bound());
          case "deffuant" -> new OpinionModel.Deffuant(chosen.bound(), chosen.rate());
          case "voter" -> new OpinionModel.Voter();
          default -> null;
        };
    return model == null
        ? new FeedInfluence(population, social)
        : new NetworkDynamics(population, model, of.rngSeed());
  }

  /**
   * Runs the rounds that are left.
   *
   * @param onRound told of each round that is complete
   */
  public void simulate(IntConsumer onRound, BooleanSupplier cancelled) {
    simulation.run(
        request.maxRounds(),
        new Simulation.Listener() {
          @Override
          public List<WorldEvent> announced(int round) {
            return request.scheduledEvents().stream()
                .filter(event -> event.round() == round)
                .map(
                    event ->
                        new WorldEvent(
                            WorldEvent.SCHEDULE, event.text(), Polarity.of(event.text()) / 2))
                .toList();
          }

          @Override
          public void applied(ActionEntry entry) {
            log.applied(entry);
          }

          @Override
          public void closed(int round, int activeAgents) {
            if (answers != null) {
              log.answered(answers.takeFresh());
            }
            log.closed(round, activeAgents);
            recentChat = newest();
            onRound.accept(round);
          }
        },
        cancelled);
  }

  /** Ends the log once all rounds are run. */
  public void finish() throws IOException {
    social.finish();
    log.finish();
  }

  private List<ChatEntry> newest() {
    Messages messages = social.messages();
    return IntStream.range(Math.max(messages.first(), messages.end() - RECENT), messages.end())
        .mapToObj(id -> log.chatEntry(messages, id))
        .toList();
  }

  /** Rounds that are complete. */
  public int round() {
    return simulation.round();
  }

  /** The newest messages of the last complete round, oldest first; for any thread. */
  public List<ChatEntry> recentChat() {
    return recentChat;
  }

  public JobRequest request() {
    return request;
  }

  public Entities entities() {
    return entities;
  }

  public Population population() {
    return population;
  }

  public MarketEnvironment market() {
    return market;
  }

  public EconomicEnvironment economy() {
    return economy;
  }

  public RunLog log() {
    return log;
  }

  @Override
  public void save(StateOutput out) throws IOException {
    simulation.save(out);
    log.save(out);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    simulation.restore(in);
    log.restore(in);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
