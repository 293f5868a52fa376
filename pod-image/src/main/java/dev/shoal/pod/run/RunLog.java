package dev.shoal.pod.run;

import dev.shoal.pod.engine.Population;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.pod.social.Message;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.artifact.ActionEntry;
import dev.shoal.protocol.artifact.EngagementSummary;
import java.util.ArrayList;
import java.util.List;

/** What a run leaves behind beside the environments: actions, minds by round, counts by round. */
public final class RunLog {
  private final Population population;
  private final SocialEnvironment social;
  private final MarketEnvironment market;
  private final List<ActionEntry> actions = new ArrayList<>();
  private final List<double[]> stances = new ArrayList<>();
  private final List<double[]> confidences = new ArrayList<>();
  private final List<EngagementSummary.Round> rounds = new ArrayList<>();
  private int messagesBefore;
  private int tradesBefore;
  private int votes;

  RunLog(Population population, SocialEnvironment social, MarketEnvironment market) {
    this.population = population;
    this.social = social;
    this.market = market;
    remember();
  }

  void applied(ActionEntry entry) {
    actions.add(entry);
    if (entry.action().startsWith("vote_")) {
      votes++;
    }
  }

  void closed(int round, int activeAgents) {
    remember();
    List<Message> fresh = social.messages().subList(messagesBefore, social.messages().size());
    rounds.add(
        new EngagementSummary.Round(
            round,
            activeAgents,
            count(fresh, Message.Kind.POST),
            count(fresh, Message.Kind.REPLY),
            count(fresh, Message.Kind.REPOST),
            votes,
            market.trades().size() - tradesBefore));
    messagesBefore = social.messages().size();
    tradesBefore = market.trades().size();
    votes = 0;
  }

  /** All applied actions, in order. */
  public List<ActionEntry> actions() {
    return actions;
  }

  /** Stances by round, then agent; the first entry is before round 1. */
  public List<double[]> stances() {
    return stances;
  }

  /** Confidence by round, then agent; the first entry is before round 1. */
  public List<double[]> confidences() {
    return confidences;
  }

  /** Counts by round. */
  public List<EngagementSummary.Round> rounds() {
    return rounds;
  }

  private void remember() {
    double[] confidence = new double[population.size()];
    for (int agent = 0; agent < confidence.length; agent++) {
      confidence[agent] = population.confidence(agent);
    }
    stances.add(population.stances());
    confidences.add(confidence);
  }

  private static int count(List<Message> messages, Message.Kind kind) {
    return (int) messages.stream().filter(message -> message.kind() == kind).count();
  }
}
