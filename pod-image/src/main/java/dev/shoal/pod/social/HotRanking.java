package dev.shoal.pod.social;

/** Reddit's hot ranking: votes count by their logarithm, and newer beats older. */
public final class HotRanking {
  /** Seconds for which ten times the votes make up. */
  private static final double DECAY_SECONDS = 45_000;

  /** Reddit's own start of time: 8 December 2005, 07:46:43 UTC. */
  public static final long EPOCH = 1_134_028_003L;

  private HotRanking() {}

  /**
   * Score of a message.
   *
   * @param score likes less dislikes
   * @param epochSeconds when it was written, seconds since 1970
   */
  public static double score(int score, long epochSeconds) {
    double order = Math.log10(Math.max(Math.abs(score), 1));
    return Integer.signum(score) * order + (epochSeconds - EPOCH) / DECAY_SECONDS;
  }
}
