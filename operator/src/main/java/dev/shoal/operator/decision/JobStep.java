package dev.shoal.operator.decision;

import dev.shoal.job.NewJob;

/** Something to be done about a SimulationJob alone. */
public sealed interface JobStep extends Step.Own {
  /** Writes the row and starts the workflow. */
  record Admit(NewJob job) implements JobStep {}

  /** Opens the next run of a job that has ended, as a draft. */
  record Rerun(String nonce, boolean reportOnly) implements JobStep {}
}
