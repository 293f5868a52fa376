package dev.shoal.operator.decision;

import dev.shoal.work.NewWork;

/** Something to be done about a resource whose row is work. */
public sealed interface WorkStep extends Step.Own {
  /**
   * Writes the row and starts the workflow.
   *
   * @param <P> the kind's plan
   */
  record Begin<P>(NewWork<P> work) implements WorkStep {}
}
