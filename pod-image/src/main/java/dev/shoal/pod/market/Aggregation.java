package dev.shoal.pod.market;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;

/** Ways to make one probability of many, and to score it. */
public final class Aggregation {
  private Aggregation() {}

  /** Middle value; the mean of the two middle ones where their number is even. */
  public static double median(double[] values) {
    return Median.withDefaults().evaluate(values);
  }

  /** Probability whose odds are the geometric mean of all odds; values are in (0, 1). */
  public static double geometricOdds(double[] values) {
    double meanLogit = Arrays.stream(values).map(Lmsr::logit).average().orElse(0);
    return Lmsr.probability(meanLogit);
  }

  /** Brier's score of a forecast: 0 is perfect, 1 is worst. */
  public static double brier(double forecast, boolean outcome) {
    double miss = forecast - (outcome ? 1 : 0);
    return miss * miss;
  }

  /** Logarithmic score of a forecast: 0 is perfect, in nats. */
  public static double logScore(double forecast, boolean outcome) {
    return -Math.log(outcome ? forecast : 1 - forecast);
  }
}
