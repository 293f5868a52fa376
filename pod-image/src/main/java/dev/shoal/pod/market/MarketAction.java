package dev.shoal.pod.market;

import dev.shoal.pod.engine.Action;

/** What agents do on the prediction markets. */
public sealed interface MarketAction extends Action {
  @Override
  default String environment() {
    return MarketEnvironment.NAME;
  }

  /** Buys shares of an outcome from the market maker. */
  record Buy(int market, String marketId, boolean yes, double shares) implements MarketAction {
    @Override
    public String name() {
      return yes ? "buy_yes" : "buy_no";
    }

    @Override
    public String target() {
      return marketId;
    }

    @Override
    public Double amount() {
      return shares;
    }
  }

  /** Sells shares that the agent holds back to the market maker. */
  record Sell(int market, String marketId, boolean yes, double shares) implements MarketAction {
    @Override
    public String name() {
      return yes ? "sell_yes" : "sell_no";
    }

    @Override
    public String target() {
      return marketId;
    }

    @Override
    public Double amount() {
      return shares;
    }
  }

  /** Says something that all who look at the market see. */
  record Comment(int market, String marketId, String text) implements MarketAction {
    @Override
    public String name() {
      return "comment";
    }

    @Override
    public String target() {
      return marketId;
    }
  }
}
