package dev.shoal.job;

/** Names made from a job's UID, so that nobody has to remember them. */
public final class JobNames {
  private static final String PREFIX = "sim-";
  private static final String REPORT = "-report";
  private static final String ATTEMPT = "-a";

  private JobNames() {}

  /** Id of the workflow that drives the job. */
  public static String workflowId(String jobId) {
    return PREFIX + jobId;
  }

  /** Id of the workflow that writes the job's report. */
  public static String reportWorkflowId(String jobId) {
    return PREFIX + jobId + REPORT;
  }

  /** Name of an attempt's pod, and of the Secret that it owns. */
  public static String podName(String jobId, int attempt) {
    return PREFIX + jobId + ATTEMPT + attempt;
  }

  /** Number of the attempt whose pod has a name, 0 if it is no such name. */
  public static int attemptOf(String podName) {
    String number = podName.substring(podName.lastIndexOf(ATTEMPT) + ATTEMPT.length());
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  /** Key of an artifact in the object store. */
  public static String artifactKey(String jobId, int attempt, String fileName) {
    return "sim-data/" + jobId + "/a" + attempt + "/" + fileName;
  }

  /** Key of an attempt's newest checkpoint in the object store. */
  public static String checkpointKey(String jobId, int attempt) {
    return artifactKey(jobId, attempt, "checkpoint");
  }

  /** Key of a report file in the object store. */
  public static String reportKey(String jobId, int run, String fileName) {
    return "sim-data/" + jobId + "/r" + run + "/" + fileName;
  }
}
