package dev.shoal.e2e;

import dev.shoal.job.JobPhase;
import dev.shoal.work.WorkState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of all jobs from outside, in order.
 *
 * @param pods one entry a pod, by UID
 * @param statuses every status that a watch saw
 * @param changes every write of a row, as the database saw it
 * @param work likewise, of the kinds whose rows are work
 * @param rows the rows at the end, by job
 * @param ledger the attempts at the end
 * @param openWorkflows open executions at the end, by workflow id
 */
record History(
    List<PodLife> pods,
    List<StatusSeen> statuses,
    List<RowChange> changes,
    List<WorkChange> work,
    Map<String, RowSeen> rows,
    List<AttemptSeen> ledger,
    Map<String, Integer> openWorkflows,
    Instant end) {

  /**
   * A pod from its first to its last sight.
   *
   * @param bound when it was first seen with a node, if ever
   * @param gone null while it is there
   */
  record PodLife(
      String jobId,
      String uid,
      Instant created,
      @Nullable Instant bound,
      @Nullable Instant gone,
      int deletions) {}

  /** A job's status as a watch saw it. */
  record StatusSeen(
      String jobId, Instant at, int run, JobPhase phase, @Nullable String reportSha256) {}

  /** One write of a row; {@code operation} is INSERT, UPDATE or DELETE. */
  record RowChange(String jobId, Instant at, String operation, int run, JobPhase phase) {}

  /** One write of a row of work. */
  record WorkChange(String id, String operation, int run, WorkState state) {}

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

  /**
   * An attempt as the ledger has it.
   *
   * @param gpus that its pod held
   * @param gpuSeconds null while it is open
   * @param estimated whether nobody saw its pod go
   */
  record AttemptSeen(
      String jobId,
      @Nullable String podUid,
      int gpus,
      @Nullable Double gpuSeconds,
      boolean estimated) {}
}
