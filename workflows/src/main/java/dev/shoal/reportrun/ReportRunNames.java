package dev.shoal.reportrun;

/** Names made from a ReportRun's UID, so that nobody has to remember them. */
public final class ReportRunNames {
  /** The kind, as its resources, rows and labels have it. */
  public static final String KIND = "ReportRun";

  private ReportRunNames() {}

  /** Id of the workflow that makes the report. */
  public static String workflowId(String id) {
    return "report-run-" + id;
  }

  /** Key of one of its files in the installation's bucket. */
  public static String key(String namespace, String id, int run, String file) {
    return "reports/%s/%s/run-%d/%s".formatted(namespace, id, run, file);
  }
}
