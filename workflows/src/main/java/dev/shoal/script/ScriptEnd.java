package dev.shoal.script;

import dev.shoal.job.Artifact;
import dev.shoal.job.Reason;
import dev.shoal.protocol.CompoundResult;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.ExecutionStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended, of what its pod says. The pod's image is its user's: nothing that it says
 * is believed further than it goes. Pure.
 *
 * @param findings to keep
 * @param failure null if it did what it was to do
 */
public record ScriptEnd(ScriptFindings findings, @Nullable Failure failure) {
  /** Files that an execution leaves. */
  public static final Set<String> FILES = Set.of("stdout.txt", "stderr.txt", "result.json");

  /** Most bytes of one of them. */
  public static final long LARGEST_FILE = 10_000_000;

  private static final int TAIL = 4_096;
  private static final int MESSAGE = 500;
  private static final int SIGNALLED = 128;

  /** Why it failed. */
  public record Failure(Reason reason, String message) {}

  /**
   * Of what the pod says.
   *
   * @param key of a file in the bucket, by its name
   */
  public static ScriptEnd of(ExecutionStatus status, Function<String, String> key) {
    CompoundResult result = status.result();
    List<Artifact> artifacts =
        known(status.uploads()).stream()
            .map(
                file ->
                    new Artifact(file.name(), key.apply(file.name()), file.bytes(), file.sha256()))
            .toList();
    ScriptFindings findings =
        new ScriptFindings(
            null,
            "",
            status.exitCode(),
            text(status.stdout()),
            text(status.stderr()),
            artifacts,
            result == null ? null : result.probability(),
            result == null
                ? null
                : result.simulations().stream()
                    .map(one -> new ScriptFindings.Outcome(text(one.name()), one.probability()))
                    .toList());
    return new ScriptEnd(findings, failure(status));
  }

  /** Those files that an execution can leave. */
  public static List<DeclaredArtifact> known(List<DeclaredArtifact> files) {
    return files.stream()
        .filter(file -> FILES.contains(file.name()))
        .filter(file -> file.bytes() >= 0 && file.bytes() <= LARGEST_FILE)
        .filter(file -> file.sha256().matches("[0-9a-f]{64}"))
        .toList();
  }

  private static @Nullable Failure failure(ExecutionStatus status) {
    String said = text(status.message());
    String message = said.length() <= MESSAGE ? said : said.substring(0, MESSAGE);
    if (status.problem() != null) {
      return switch (status.problem()) {
        case "timeout" ->
            new Failure(
                Reason.RUN_TIME_EXCEEDED, message + ": raise spec.timeoutSeconds, or do less");
        case "output_too_long" ->
            new Failure(
                Reason.OUTPUT_TOO_LONG, message + ": write less, or to a store of your own");
        case "no_interpreter" ->
            new Failure(
                Reason.INTERPRETER_NOT_FOUND,
                message + ": set spec.interpreter or spec.image to what goes together");
        case "out_of_memory" ->
            new Failure(
                Reason.OUT_OF_MEMORY,
                message + ": raise spec.resources.limits.memory, or use less");
        case "disk_full" -> new Failure(Reason.DISK_FULL, message);
        default -> new Failure(Reason.ENGINE_FAILED, message);
      };
    }
    Integer code = status.exitCode();
    if (code == null) {
      return status.result() == null
          ? new Failure(Reason.ENGINE_FAILED, "it ended without a result")
          : null;
    }
    return code == 0
        ? null
        : new Failure(
            Reason.SCRIPT_FAILED,
            "the script ended with exit code %d%s; status.stderr has the end of what it said"
                .formatted(code, code > SIGNALLED ? ", as by signal " + (code - SIGNALLED) : ""));
  }

  /** As a resource and the database take it: bounded, and without control characters. */
  public static String text(@Nullable String said) {
    if (said == null) {
      return "";
    }
    String end = said.length() <= TAIL ? said : said.substring(said.length() - TAIL);
    return end.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\ud800-\\udfff]", "\ufffd");
  }
}
