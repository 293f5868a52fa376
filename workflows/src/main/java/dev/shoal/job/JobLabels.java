package dev.shoal.job;

/** Labels of what Shoal creates in Kubernetes. */
public final class JobLabels {
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String MANAGED_BY_SHOAL = "shoal";
  public static final String JOB_UID = "shoal.dev/job-uid";
  public static final String JOB_NAME = "shoal.dev/job-name";

  /** Kind of the resource, on what belongs to another one than a SimulationJob. */
  public static final String KIND = "shoal.dev/kind";

  public static final String ATTEMPT = "shoal.dev/attempt";

  /** Kueue's, on a job and passed on to its pods: the LocalQueue that admits them. */
  public static final String QUEUE = "kueue.x-k8s.io/queue-name";

  private JobLabels() {}
}
