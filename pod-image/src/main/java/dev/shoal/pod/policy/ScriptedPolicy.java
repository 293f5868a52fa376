package dev.shoal.pod.policy;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Policy;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.market.Beliefs;
import dev.shoal.pod.market.Lmsr;
import dev.shoal.pod.market.MarketAction;
import dev.shoal.pod.market.MarketEnvironment;
import dev.shoal.pod.seed.Entity;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.pod.social.Message;
import dev.shoal.pod.social.SocialAction;
import dev.shoal.pod.social.SocialEnvironment;
import dev.shoal.protocol.JobRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Agents by rules: they post what supports their stance, answer and vote by how far a message is
 * from it, pass on what already spreads, and trade towards what they believe.
 */
public final class ScriptedPolicy implements Policy {
  private static final double NEAR = 0.5;
  private static final double FAR = 1.0;
  private static final double LEAST_EDGE = 0.03;
  private static final double LEAST_STAKE = 0.5;
  private static final double SHARE_OF_CASH = 0.1;

  private final Population population;
  private final SocialEnvironment social;
  private final MarketEnvironment market;
  private final List<JobRequest.Market> markets;
  private final Beliefs beliefs;
  private final Phrasebook phrases;

  public ScriptedPolicy(
      Population population,
      SocialEnvironment social,
      MarketEnvironment market,
      Beliefs beliefs,
      JobRequest request,
      SeedDocument document,
      List<Entity> entities) {
    this.population = population;
    this.social = social;
    this.market = market;
    this.beliefs = beliefs;
    this.markets = request.markets();
    this.phrases = new Phrasebook(document, entities, request.goal());
  }

  @Override
  public Decision decide(int agent, int round, RandomStream random) {
    List<Action> actions = new ArrayList<>();
    List<Message> feed = social.feed(agent);
    if (random.nextDouble() < 0.4 || feed.isEmpty()) {
      actions.add(
          new SocialAction.CreatePost(
              phrases.post(population.name(agent), population.stance(agent), random)));
    } else {
      engage(agent, feed.get(random.nextInt(feed.size())), random, actions);
    }
    for (Message message : feed) {
      vote(agent, message, random, actions);
    }
    if (random.nextDouble() < 0.6) {
      trade(agent, random.nextInt(market.markets()), random, actions);
    }
    return Decision.of(actions);
  }

  private void engage(int agent, Message message, RandomStream random, List<Action> actions) {
    double gap = Math.abs(message.stance() - population.stance(agent));
    boolean spreads = message.reposts() + message.likes() >= 3;
    if (gap < NEAR && random.nextDouble() < (spreads ? 0.5 : 0.15)) {
      actions.add(new SocialAction.Repost(message.id()));
    } else if (message.author() >= 0) {
      actions.add(
          new SocialAction.Reply(
              message.id(), phrases.reply(population.name(message.author()), gap, random)));
    }
    if (gap < NEAR && message.author() >= 0 && random.nextDouble() < 0.1) {
      actions.add(new SocialAction.Follow(message.author()));
    }
  }

  private void vote(int agent, Message message, RandomStream random, List<Action> actions) {
    double gap = Math.abs(message.stance() - population.stance(agent));
    if (social.hasVoted(agent, message.id())) {
      return;
    }
    if (gap < NEAR && random.nextDouble() < 0.2) {
      actions.add(new SocialAction.Vote(message.id(), true));
    } else if (gap > FAR && random.nextDouble() < 0.12) {
      actions.add(new SocialAction.Vote(message.id(), false));
    }
  }

  private void trade(int agent, int id, RandomStream random, List<Action> actions) {
    double belief = beliefs.probability(agent, markets.get(id));
    double price = market.price(id);
    double edge = belief - price;
    if (Math.abs(edge) < LEAST_EDGE) {
      return;
    }
    boolean yes = edge > 0;
    double pull = random.between(0.02, 0.08) * population.confidence(agent);
    double wanted = Math.abs(market.maker().sharesToMove(price, belief)) * pull;
    double against = market.held(id, agent, !yes);
    if (against > 0) {
      actions.add(new MarketAction.Sell(id, market.id(id), !yes, Math.min(against, wanted)));
      return;
    }
    double unitPrice = yes ? price : 1 - price;
    double affordable = market.cash(agent) * SHARE_OF_CASH / Math.max(unitPrice, Lmsr.logit(0.51));
    double shares = Math.min(wanted, affordable);
    if (shares >= LEAST_STAKE) {
      actions.add(new MarketAction.Buy(id, market.id(id), yes, shares));
    }
  }
}
