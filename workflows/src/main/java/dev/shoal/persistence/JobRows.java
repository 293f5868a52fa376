package dev.shoal.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.job.Artifact;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.LiveStatus;
import dev.shoal.job.MarketResult;
import dev.shoal.job.Notice;
import dev.shoal.job.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code simulation_jobs}, less their large texts. */
final class JobRows {
  static final String COLUMNS =
      """
      job_id, namespace, name, run, phase, plan::text, live_status::text, artifacts::text,
      sim_data_available, result_markets::text, key_insight, workflow_id, workflow_run_id,
      started_at, deadline_at, completed_at, failure_reason, failure_message, failure_phase,
      rerun_nonce, fresh_from, report_attempt, notices::text, updated_at""";

  private JobRows() {}

  /** The row of a job, locked until the transaction ends. */
  static Optional<JobRow> findIn(Handle handle, String jobId) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM simulation_jobs WHERE job_id = :id FOR UPDATE")
        .bind("id", UUID.fromString(jobId))
        .map((rs, context) -> row(rs))
        .findOne();
  }

  /** The row that a result set stands at, of {@link #COLUMNS}. */
  static JobRow row(ResultSet rs) throws SQLException {
    String reason = rs.getString("failure_reason");
    String message = rs.getString("failure_message");
    String failurePhase = rs.getString("failure_phase");
    Failure failure =
        reason == null || message == null
            ? null
            : new Failure(
                Reason.ofTitle(reason),
                message,
                failurePhase == null ? JobPhase.PENDING : JobPhase.valueOf(failurePhase));
    List<Artifact> artifacts =
        Json.readOrNull(rs.getString("artifacts"), new TypeReference<List<Artifact>>() {});
    List<MarketResult> markets =
        Json.readOrNull(rs.getString("result_markets"), new TypeReference<List<MarketResult>>() {});
    List<Notice> notices =
        Json.readOrNull(rs.getString("notices"), new TypeReference<List<Notice>>() {});
    return new JobRow(
        rs.getString("job_id"),
        rs.getString("namespace"),
        rs.getString("name"),
        rs.getInt("run"),
        JobPhase.valueOf(rs.getString("phase")),
        Json.read(rs.getString("plan"), new TypeReference<JobPlan>() {}),
        Json.readOrNull(rs.getString("live_status"), new TypeReference<LiveStatus>() {}),
        artifacts == null ? List.of() : artifacts,
        rs.getBoolean("sim_data_available"),
        markets == null ? List.of() : markets,
        rs.getString("key_insight"),
        rs.getString("workflow_id"),
        rs.getString("workflow_run_id"),
        instant(rs, "started_at"),
        instant(rs, "deadline_at"),
        instant(rs, "completed_at"),
        failure,
        new JobRow.Rerun(
            rs.getString("rerun_nonce"),
            rs.getInt("fresh_from"),
            rs.getObject("report_attempt", Integer.class)),
        notices == null ? List.of() : notices,
        rs.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
