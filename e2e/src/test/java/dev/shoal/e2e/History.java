package dev.shoal.e2e;

import dev.shoal.job.JobPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of all jobs from outside, in order.
 *
 * @param pods one entry a pod, by UID
 * @param statuses every status that a watch saw
 * @param rows the rows at the end, by job
 * @param openWorkflows open executions at the end, by workflow id
 */
record History(
    List<PodLife> pods,
    List<StatusSeen> statuses,
    Map<String, RowSeen> rows,
    Map<String, Integer> openWorkflows,
    Instant end) {

  /** A pod from its first to its last sight; {@code gone} is null while it is there. */
  record PodLife(
      String jobId, String uid, Instant created, @Nullable Instant gone, int deletions) {}

  /** A job's status as a watch saw it. */
  record StatusSeen(
      String jobId, Instant at, int run, JobPhase phase, @Nullable String reportSha256) {}

  /**
   * A row.
   *
   * @param endedAt when the run ended, if it did
   * @param deadline when it has to have ended
   * @param resourceGone whether the job's resource was deleted: then its status ends early
   */
  record RowSeen(
      int run,
      JobPhase phase,
      @Nullable Instant endedAt,
      @Nullable Instant deadline,
      boolean resourceGone) {}
}
