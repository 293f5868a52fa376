package dev.shoal.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /execution}, {@code POST /execute} and {@code POST /simulate}.
 *
 * @param version grows by one with each change of state
 * @param exitCode of a script that has ended, as a shell tells it: 128 and the signal's number for
 *     one that a signal has ended
 * @param problem why it did not end by itself: {@code timeout}, {@code output_too_long}, {@code
 *     no_interpreter}, {@code out_of_memory}, {@code disk_full} or {@code engine}
 * @param message about the problem
 * @param stdout the end of it, at most four kibibytes; likewise {@code stderr}
 * @param result of simulations that have ended
 * @param uploads its files that need a URL; once it is over, all of them
 */
public record ExecutionStatus(
    long version,
    State state,
    @Nullable String executionId,
    @Nullable Integer exitCode,
    @Nullable String problem,
    @Nullable String message,
    String stdout,
    String stderr,
    @Nullable CompoundResult result,
    List<DeclaredArtifact> uploads) {
  /** Where an execution stands. */
  public enum State {
    @JsonProperty("idle")
    IDLE,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("awaiting_uploads")
    AWAITING_UPLOADS,
    @JsonProperty("uploading")
    UPLOADING,
    /** Its files are stored. */
    @JsonProperty("ended")
    ENDED
  }
}
