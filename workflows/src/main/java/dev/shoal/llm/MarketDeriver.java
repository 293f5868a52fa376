package dev.shoal.llm;

import dev.shoal.job.MarketPlan;
import java.io.IOException;
import java.util.List;

/** Turns a goal and a seed into binary markets. */
public interface MarketDeriver {
  /**
   * Derives.
   *
   * @param count of markets wanted
   * @return as the model gave them, to be cleaned by {@link MarketCleaning}
   * @throws IOException if the model could not be asked, or answered something else
   */
  List<MarketPlan> derive(String goal, String seed, int count)
      throws IOException, InterruptedException;
}
