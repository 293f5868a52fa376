package dev.shoal.protocol;

import java.util.List;

/**
 * What simulations came to together.
 *
 * @param probability aggregated, in [0, 1]
 * @param simulations in the order of the request
 */
public record CompoundResult(String aggregation, double probability, List<Outcome> simulations) {
  /**
   * What one came to.
   *
   * @param probability of YES that its first market asked at the end, in (0, 1)
   * @param medianBelief of its agents at the end, in [0, 1]
   */
  public record Outcome(String name, double probability, double medianBelief) {}
}
