package dev.shoal.training;

/** Names made from a TrainingJob's UID, so that nobody has to remember them. */
public final class TrainingNames {
  /** The kind, as its resources, rows and labels have it. */
  public static final String KIND = "TrainingJob";

  private static final String PREFIX = "train-";

  private TrainingNames() {}

  /** Id of the workflow that drives the training. */
  public static String workflowId(String id) {
    return PREFIX + id;
  }

  /** Id of the workflow of a step that has its own. */
  public static String workflowId(String id, TrainingStep step) {
    return workflowId(id) + "-" + step.title();
  }

  /** Name of a step's Job, and of the Secret that it owns. */
  public static String jobName(String id, int run, TrainingStep step) {
    return PREFIX + id + "-r" + run + "-" + step.title();
  }
}
