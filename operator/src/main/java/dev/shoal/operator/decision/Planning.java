package dev.shoal.operator.decision;

import dev.shoal.job.Reason;

/**
 * What came of making a plan of a spec.
 *
 * @param <P> the kind's plan
 */
public sealed interface Planning<P> {
  /** The work can start. */
  record Ready<P>(P plan) implements Planning<P> {}

  /** The work can't start as it is asked for; the message names the field and what to do. */
  record Unready<P>(Reason reason, String message) implements Planning<P> {}
}
