package dev.shoal.operator.decision;

import dev.shoal.job.JobPlan;
import dev.shoal.job.MarketPlan;
import dev.shoal.job.Reason;
import java.util.List;

/** A job's seed, as it was looked up. */
public sealed interface Seed {
  /** The text is there. */
  record Found(String text) implements Seed {}

  /**
   * A job to be repeated.
   *
   * @param plan of that job
   * @param markets that it ran with
   * @param text of the seed that it ran with
   * @param answersKey object with its model's answers
   */
  record Replay(JobPlan plan, List<MarketPlan> markets, String text, String answersKey)
      implements Seed {}

  /** It can't be had for now. */
  record Unavailable(Reason reason, String message) implements Seed {}

  /** It was not looked up: the job has started already. */
  record NotNeeded() implements Seed {}
}
