package dev.shoal.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's row, less its large texts. */
public record JobRow(
    String jobId,
    String namespace,
    String name,
    int run,
    JobPhase phase,
    JobPlan plan,
    @Nullable LiveStatus liveStatus,
    List<Artifact> artifacts,
    boolean simDataAvailable,
    List<MarketResult> resultMarkets,
    @Nullable String keyInsight,
    @Nullable String workflowId,
    @Nullable String workflowRunId,
    @Nullable Instant startedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant completedAt,
    @Nullable Failure failure,
    Rerun rerun,
    List<Notice> notices,
    Instant updatedAt) {

  /**
   * What makes a run another one of the same job.
   *
   * @param nonce of the rerun that was asked for last
   * @param freshFrom attempt before which no checkpoint is gone on from, from 1
   * @param reportAttempt whose artifacts the run only writes a report about
   */
  public record Rerun(@Nullable String nonce, int freshFrom, @Nullable Integer reportAttempt) {
    /** The first run, nothing asked for. */
    public static final Rerun NONE = new Rerun(null, 1, null);
  }
}
