package dev.shoal.operator.decision;

import dev.shoal.job.Reason;

/** Something to be done about a resource. All are safe to repeat. */
public sealed interface Step {
  /** Guards the resource, so that it can't go before its pod has. */
  record AddFinalizer() implements Step {}

  /** Lets the resource go. */
  record RemoveFinalizer() implements Step {}

  /** Asks the workflow to end the run. */
  record Stop(Reason reason, String message) implements Step {}

  /** Deletes the resource's pods directly. */
  record ReapPods() implements Step {}

  /** Deletes the resource, whose time to live is over. */
  record Expire() implements Step {}

  /** Tells users that the resource went although its workflow could not be asked. */
  record TellAbandoned() implements Step {}

  /** What only one kind does. */
  non-sealed interface Own extends Step {}
}
