package dev.shoal.operator.decision;

import dev.shoal.job.Reason;

/** A job's seed, as it was looked up. */
public sealed interface Seed {
  /** The text is there. */
  record Found(String text) implements Seed {}

  /** It can't be had for now. */
  record Unavailable(Reason reason, String message) implements Seed {}

  /** It was not looked up: the job has started already. */
  record NotNeeded() implements Seed {}
}
