package dev.shoal.script;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.job.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a ScriptRun so far. What is null is not known, or not what is told now.
 *
 * @param attempt number of its newest pod, from 1
 * @param waiting what the pod waits for; empty once it has a node
 * @param stdout the end of it; likewise {@code stderr}
 * @param probability of all simulations together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScriptFindings(
    @Nullable Integer attempt,
    @Nullable String waiting,
    @Nullable Integer exitCode,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable List<Artifact> artifacts,
    @Nullable Double probability,
    @Nullable List<Outcome> outcomes) {
  /** Nothing yet. */
  public static final ScriptFindings NOTHING =
      new ScriptFindings(null, null, null, null, null, null, null, null);

  /** What a simulation came to. */
  public record Outcome(String name, double probability) {}

  /** Another pod takes it up; what an earlier one said counts no more. */
  public static ScriptFindings begun(int attempt) {
    return new ScriptFindings(attempt, "", null, "", "", null, null, null);
  }

  /** What the pod waits for. */
  public static ScriptFindings waits(String waiting) {
    return new ScriptFindings(null, waiting, null, null, null, null, null, null);
  }

  /** The ends of what it has written so far. */
  public static ScriptFindings said(String stdout, String stderr) {
    return new ScriptFindings(null, null, null, stdout, stderr, null, null, null);
  }
}
