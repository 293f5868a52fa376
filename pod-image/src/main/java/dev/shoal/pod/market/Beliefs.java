package dev.shoal.pod.market;

import dev.shoal.pod.engine.Population;
import dev.shoal.protocol.JobRequest;

/**
 * What agents hold likely. On an agent without a stance a market rests at its initial probability;
 * a full stance for or against moves it by two units of log-odds. A belief grows with the stance,
 * so the median belief is the belief of the median stance.
 */
public final class Beliefs {
  private static final double LOGITS_A_STANCE = 2;
  private static final double SUREST = Lmsr.logit(0.98);

  private final Population population;

  public Beliefs(Population population) {
    this.population = population;
  }

  /** Probability of YES that an agent believes in, within [0.02, 0.98]. */
  public double probability(int agent, JobRequest.Market market) {
    return probabilityAt(population.stance(agent), market);
  }

  double probabilityAt(double stance, JobRequest.Market market) {
    return Lmsr.probability(logit(stance, Lmsr.logit(market.initialProbability())));
  }

  /** Probability whose odds are the geometric mean of all agents' odds. */
  double meanOdds(JobRequest.Market market) {
    double initial = Lmsr.logit(market.initialProbability());
    double sum = 0;
    for (int agent = 0; agent < population.size(); agent++) {
      sum += logit(population.stance(agent), initial);
    }
    return Lmsr.probability(sum / population.size());
  }

  private static double logit(double stance, double initial) {
    return Math.clamp(initial + LOGITS_A_STANCE * stance, -SUREST, SUREST);
  }
}
