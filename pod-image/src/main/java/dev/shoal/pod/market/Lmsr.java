package dev.shoal.pod.market;

/**
 * Hanson's logarithmic market scoring rule for a binary market (Hanson 2003). Stable for any
 * position: exponents are taken of differences alone.
 *
 * @param b liquidity, in currency units, above 0
 */
public record Lmsr(double b) {
  public Lmsr {
    if (!(b > 0)) {
      throw new IllegalArgumentException("b must be above 0, not " + b);
    }
  }

  /** C(q) = b ln(exp(yes / b) + exp(no / b)). */
  public double cost(double yes, double no) {
    double high = Math.max(yes, no);
    double low = Math.min(yes, no);
    return high + b * Math.log1p(Math.exp((low - high) / b));
  }

  /** Price of YES, in (0, 1). */
  public double price(double yes, double no) {
    return 1 / (1 + Math.exp((no - yes) / b));
  }

  /** YES shares that move the price from one probability to another; negative to sell. */
  public double sharesToMove(double from, double to) {
    return b * (logit(to) - logit(from));
  }

  /** The most that the market maker can lose, opened at a probability. */
  public double worstLoss(double initial) {
    return -b * Math.log(Math.min(initial, 1 - initial));
  }

  /** Probability of a logit, the inverse of {@link #logit}. */
  public static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** ln(p / (1 - p)). */
  public static double logit(double p) {
    return Math.log(p / (1 - p));
  }
}
