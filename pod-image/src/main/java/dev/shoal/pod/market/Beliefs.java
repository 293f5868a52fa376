package dev.shoal.pod.market;

import dev.shoal.pod.engine.Population;
import dev.shoal.protocol.JobRequest;

/**
 * What agents hold likely. On an agent without a stance a market rests at its initial probability;
 * a full stance for or against moves it by two units of log-odds.
 */
public final class Beliefs {
  private static final double LOGITS_A_STANCE = 2;

  private final Population population;

  public Beliefs(Population population) {
    this.population = population;
  }

  /** Probability of YES that an agent believes in, within [0.02, 0.98]. */
  public double probability(int agent, JobRequest.Market market) {
    double logit =
        Lmsr.logit(market.initialProbability()) + LOGITS_A_STANCE * population.stance(agent);
    return Math.clamp(1 / (1 + Math.exp(-logit)), 0.02, 0.98);
  }
}
