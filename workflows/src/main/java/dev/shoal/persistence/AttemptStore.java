package dev.shoal.persistence;

import dev.shoal.job.Attempt;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.NodeMemory;
import dev.shoal.job.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The ledger of pods, rows of {@code pod_attempts}. Times once written stay. */
public final class AttemptStore {
  private final Jdbi jdbi;

  public AttemptStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Attempts of a job, oldest first. */
  public List<Attempt> of(String jobId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM pod_attempts WHERE job_id = :id ORDER BY attempt")
                .bind("id", UUID.fromString(jobId))
                .map((rs, context) -> attempt(rs))
                .list());
  }

  /** Pods of all jobs that were given up since a time for a reason that is their node's. */
  public List<NodeMemory.Failure> failures(Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT node, reason, gone_at FROM pod_attempts
                    WHERE reason IN (<reasons>) AND node IS NOT NULL AND gone_at > :since""")
                .bindList("reasons", NodeMemory.BLAMED.stream().map(Reason::title).toList())
                .bind("since", since)
                .map(
                    (rs, context) ->
                        new NodeMemory.Failure(
                            rs.getString(1),
                            Reason.ofTitle(rs.getString(2)),
                            rs.getTimestamp(3).toInstant()))
                .list());
  }

  /** Opens an attempt before its pod is created, and with it the run's phase; again is the same. */
  public void open(String jobId, int run, int attempt, int gpuCount, Instant at) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                    INSERT INTO pod_attempts (job_id, attempt, run, pod_name, gpu_count, created_at)
                    VALUES (:id, :attempt, :run, :pod, :gpus, :at) ON CONFLICT DO NOTHING""")
              .bind("id", UUID.fromString(jobId))
              .bind("attempt", attempt)
              .bind("run", run)
              .bind("pod", JobNames.podName(jobId, attempt))
              .bind("gpus", gpuCount)
              .bind("at", at)
              .execute();
          JobStore.advanceIn(handle, jobId, run, JobPhase.PROVISIONING);
        });
  }

  /** The pod was created, at a time of the API server's. */
  public void created(String jobId, int attempt, String podUid, Instant at) {
    update(jobId, attempt, "pod_uid = :text, created_at = :at", "pod_uid IS NULL", podUid, at);
  }

  /** What holds the pod back, while it has no node. */
  public void waits(String jobId, int attempt, String why) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE pod_attempts SET waiting = :why WHERE job_id = :id"
                        + " AND attempt = :attempt AND bound_at IS NULL"
                        + " AND waiting IS DISTINCT FROM :why")
                .bind("id", UUID.fromString(jobId))
                .bind("attempt", attempt)
                .bind("why", why)
                .execute());
  }

  /** The pod was bound to a node. */
  public void bound(String jobId, int attempt, String node, Instant at) {
    update(jobId, attempt, "node = :text, bound_at = :at", "bound_at IS NULL", node, at);
  }

  /** The pod became healthy. */
  public void running(String jobId, int attempt, Instant at) {
    update(jobId, attempt, "running_at = :at", "running_at IS NULL", null, at);
  }

  /** The attempt was given up; the first reason stays. */
  public void givenUp(String jobId, int attempt, Reason reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE pod_attempts SET reason = :reason"
                        + " WHERE job_id = :id AND attempt = :attempt AND reason IS NULL")
                .bind("id", UUID.fromString(jobId))
                .bind("attempt", attempt)
                .bind("reason", reason.title())
                .execute());
  }

  /** The pod is gone; {@code observed} tells whether its going was seen. */
  public void gone(String jobId, int attempt, Instant at, boolean observed) {
    update(jobId, attempt, "gone_at = :at, estimated = " + !observed, "gone_at IS NULL", null, at);
  }

  private void update(
      String jobId, int attempt, String set, String guard, @Nullable String text, Instant at) {
    jdbi.useHandle(
        handle -> {
          var update =
              handle
                  .createUpdate(
                      "UPDATE pod_attempts SET "
                          + set
                          + " WHERE job_id = :id AND attempt = :attempt AND "
                          + guard)
                  .bind("id", UUID.fromString(jobId))
                  .bind("attempt", attempt)
                  .bind("at", at);
          if (text != null) {
            update.bind("text", text);
          }
          update.execute();
        });
  }

  private static Attempt attempt(ResultSet rs) throws SQLException {
    Instant created = JobRows.instant(rs, "created_at");
    return new Attempt(
        rs.getString("job_id"),
        rs.getInt("attempt"),
        rs.getInt("run"),
        rs.getString("pod_name"),
        rs.getString("pod_uid"),
        rs.getString("waiting"),
        rs.getString("node"),
        rs.getInt("gpu_count"),
        created == null ? Instant.EPOCH : created,
        JobRows.instant(rs, "bound_at"),
        JobRows.instant(rs, "running_at"),
        JobRows.instant(rs, "gone_at"),
        rs.getString("reason"),
        rs.getBoolean("estimated"),
        rs.getDouble("gpu_seconds"));
  }
}
