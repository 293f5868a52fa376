package dev.shoal.protocol.artifact;

import java.util.List;

/**
 * A market's path, one point a round, and one before the first.
 *
 * @param liquidity b of Hanson's market maker, in currency units
 */
public record MarketCurve(String id, String question, double liquidity, List<Point> points) {
  /**
   * The market at the end of a round.
   *
   * @param price of YES that the market maker asks, in (0, 1)
   * @param medianBelief of all agents, in [0, 1]
   * @param meanLogOdds of all agents, as a probability
   * @param volume shares traded so far
   */
  public record Point(
      int round, double price, double medianBelief, double meanLogOdds, double volume) {}
}
