package dev.shoal.pod.market;

import dev.shoal.pod.engine.Action;
import dev.shoal.pod.engine.Behaviour;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.protocol.JobRequest;
import java.util.List;

/** Scripted agents trade towards what they believe, more boldly the surer they are. */
public final class ScriptedMarket implements Behaviour {
  private static final double LEAST_EDGE = 0.03;
  private static final double LEAST_STAKE = 0.5;
  private static final double SHARE_OF_CASH = 0.1;

  private final Population population;
  private final MarketEnvironment market;
  private final List<JobRequest.Market> markets;
  private final Beliefs beliefs;

  public ScriptedMarket(
      Population population,
      MarketEnvironment market,
      List<JobRequest.Market> markets,
      Beliefs beliefs) {
    this.population = population;
    this.market = market;
    this.markets = markets;
    this.beliefs = beliefs;
  }

  @Override
  public void act(int agent, int round, RandomStream random, List<Action> to) {
    if (random.nextDouble() >= 0.6) {
      return;
    }
    int id = random.nextInt(market.markets());
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
      to.add(new MarketAction.Sell(id, market.id(id), !yes, Math.min(against, wanted)));
      return;
    }
    double unitPrice = yes ? price : 1 - price;
    double affordable = market.cash(agent) * SHARE_OF_CASH / Math.max(unitPrice, 0.02);
    double shares = Math.min(wanted, affordable);
    if (shares >= LEAST_STAKE) {
      to.add(new MarketAction.Buy(id, market.id(id), yes, shares));
    }
  }
}
