package dev.shoal.source;

/** Names made from a SourceSync's UID, so that nobody has to remember them. */
public final class SourceSyncNames {
  /** The kind, as its resources, rows and labels have it. */
  public static final String KIND = "SourceSync";

  private SourceSyncNames() {}

  /** Id of the workflow that drives the sync. */
  public static String workflowId(String id) {
    return "sync-" + id;
  }

  /** Id of the workflow that reads one of its sources. */
  public static String workflowId(String id, String source) {
    return workflowId(id) + "-" + source;
  }
}
