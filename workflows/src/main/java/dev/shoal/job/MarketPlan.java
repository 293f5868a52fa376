package dev.shoal.job;

/**
 * A market as the job runs it.
 *
 * @param initialProbability of YES, in [0.05, 0.95]
 */
public record MarketPlan(String id, String question, double initialProbability) {
  /** Lowest and highest probability that a market opens at. */
  public static final double LOWEST = 0.05;

  public static final double HIGHEST = 0.95;

  /** Longest question, in characters. */
  public static final int LONGEST_QUESTION = 120;
}
