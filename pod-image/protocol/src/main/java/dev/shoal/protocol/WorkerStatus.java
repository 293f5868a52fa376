package dev.shoal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /status}: small, and told anew on each change.
 *
 * @param version grows by one with each change; {@code ?since=VERSION&wait=S} waits for a newer one
 * @param round completed last, 0 before the first
 * @param resumedFrom round of the checkpoint that this pod went on from, 0 if from the start
 * @param roundsPerMin speed so far, 0 before the first round
 * @param modelProblem why the model's server doesn't count as ready any more, if it doesn't
 * @param lastProgressAt RFC 3339 time of the last completed round or step
 * @param errorKind with {@code failed}: {@code out_of_memory}, {@code disk_full}, {@code io} or
 *     {@code engine}
 * @param uploads with {@code awaiting_uploads} the files that need a URL, later all that were
 *     declared, so that a poller that comes anew knows them too
 */
public record WorkerStatus(
    long version,
    WorkerState status,
    WorkerPhase phase,
    @Nullable String jobId,
    int attempt,
    int round,
    int maxRounds,
    int resumedFrom,
    double roundsPerMin,
    LlmCounters llm,
    @Nullable String modelProblem,
    String lastProgressAt,
    @Nullable String errorKind,
    @Nullable String errorMessage,
    boolean simDataUploaded,
    List<DeclaredArtifact> uploads) {

  /** Calls to the model: answered, failed, and replaced by doing nothing. */
  public record LlmCounters(long ok, long error, long fallback) {
    /** No calls at all. */
    public static final LlmCounters NONE = new LlmCounters(0, 0, 0);
  }
}
