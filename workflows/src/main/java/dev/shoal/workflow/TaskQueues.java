package dev.shoal.workflow;

/** Temporal task queues. Long polls have their own, so that they can't starve teardown. */
public final class TaskQueues {
  /** Workflows, and activities that are over soon. */
  public static final String SIM = "sim-queue";

  /** Activities that wait for a pod or a model; sized for all live jobs. */
  public static final String LONG = "sim-long";

  /** The step of a ScriptRun that runs simulations. */
  public static final String COMPOUND = "simulation-task-queue";

  private TaskQueues() {}
}
