package dev.shoal.script;

/** Names made from a ScriptRun's UID, so that nobody has to remember them. */
public final class ScriptNames {
  /** The kind, as its resources, rows and labels have it. */
  public static final String KIND = "ScriptRun";

  private static final String PREFIX = "script-";

  private ScriptNames() {}

  /** Id of the workflow that drives the run. */
  public static String workflowId(String id) {
    return PREFIX + id;
  }

  /** Name of an attempt's pod, and of the Secret that it owns; also the id of its execution. */
  public static String podName(String id, int run, int attempt) {
    return PREFIX + id + "-r" + run + "-a" + attempt;
  }

  /** Key of a file of an attempt in the installation's bucket. */
  public static String key(String namespace, String id, int run, int attempt, String file) {
    return "scripts/%s/%s/run-%d/a%d/%s".formatted(namespace, id, run, attempt, file);
  }
}
