package dev.shoal.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.job.Artifact;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.LiveStatus;
import dev.shoal.job.MarketPlan;
import dev.shoal.job.Notice;
import dev.shoal.job.Reason;
import dev.shoal.protocol.artifact.Structured;
import dev.shoal.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Rows of {@code simulation_jobs}. Every change of phase is one guarded UPDATE: it does nothing if
 * the row is in another run, or at the same phase or beyond.
 */
public final class JobStore {
  private final Jdbi jdbi;

  public JobStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The row of a job, if it was accepted. */
  public Optional<JobRow> find(String jobId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT " + JobRows.COLUMNS + " FROM simulation_jobs WHERE job_id = :id")
                .bind("id", UUID.fromString(jobId))
                .map((rs, context) -> JobRows.row(rs))
                .findOne());
  }

  /** The row of a job that is known to have one. */
  public JobRow get(String jobId) {
    return find(jobId).orElseThrow(() -> new IllegalStateException("no row for job " + jobId));
  }

  /** All rows that a workflow should be driving. */
  public List<JobRow> open() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + JobRows.COLUMNS
                        + " FROM simulation_jobs WHERE phase_rank(phase) BETWEEN 1 AND 4")
                .map((rs, context) -> JobRows.row(rs))
                .list());
  }

  /** The seed to run with: enriched where that was done. */
  public String seed(String jobId) {
    return text(jobId, "COALESCE(enriched_seed, seed)").orElseThrow();
  }

  /** Whether the seed was enriched: by this run, or by one that it goes on from. */
  public boolean enriched(String jobId) {
    return text(jobId, "enriched_seed").isPresent();
  }

  /** The seed as it was given. */
  public String plainSeed(String jobId) {
    return text(jobId, "seed").orElseThrow();
  }

  /** Markets to run with; empty until they are derived. */
  public List<MarketPlan> markets(String jobId) {
    return text(jobId, "markets_config::text")
        .map(json -> Json.read(json, new TypeReference<List<MarketPlan>>() {}))
        .orElse(List.of());
  }

  /** Keeps the markets to run with. */
  public void saveMarkets(String jobId, List<MarketPlan> markets) {
    execute(
        jobId,
        "UPDATE simulation_jobs SET markets_config = :json::jsonb WHERE job_id = :id",
        Json.write(markets));
  }

  /** Keeps an enriched seed and where its additions came from. */
  public void saveEnrichment(String jobId, String enrichedSeed, List<String> citations) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE simulation_jobs SET enriched_seed = :seed, citations = :json::jsonb"
                        + " WHERE job_id = :id")
                .bind("id", UUID.fromString(jobId))
                .bind("seed", enrichedSeed)
                .bind("json", Json.write(citations))
                .execute());
  }

  /** Keeps how far the simulation is; never in a row that has moved on. */
  public void saveLiveStatus(String jobId, int run, LiveStatus live) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE simulation_jobs SET live_status = :json::jsonb, updated_at = now()"
                        + " WHERE job_id = :id AND run = :run AND phase = 'RUNNING'")
                .bind("id", UUID.fromString(jobId))
                .bind("run", run)
                .bind("json", Json.write(live))
                .execute());
  }

  /** Moves a run forward; false if it is there or beyond already, or another run is on. */
  public boolean advance(String jobId, int run, JobPhase to) {
    return jdbi.withHandle(handle -> advanceIn(handle, jobId, run, to));
  }

  static boolean advanceIn(Handle handle, String jobId, int run, JobPhase to) {
    return handle
            .createUpdate(
                """
                UPDATE simulation_jobs SET phase = :to, updated_at = now()
                WHERE job_id = :id AND run = :run AND phase_rank(phase) < phase_rank(:to)""")
            .bind("id", UUID.fromString(jobId))
            .bind("run", run)
            .bind("to", to.name())
            .execute()
        == 1;
  }

  /** Keeps the results of a run and moves it to REPORTING, in one step. */
  public boolean finishSimulation(String jobId, int run, RunResults results) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET phase = 'REPORTING', updated_at = now(),
                          artifacts = :artifacts::jsonb, sim_data_available = true,
                          result_chat_log = :chat, result_graph = :graph,
                          result_structured = :structured::jsonb, result_markets = :markets::jsonb,
                          provision_seconds = :provision, pipeline_seconds = :pipeline
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) < 4""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .bind("artifacts", Json.write(results.artifacts()))
                    .bind("chat", results.chatLog())
                    .bind("graph", results.graph())
                    .bind("structured", results.structured())
                    .bind("markets", Json.write(results.markets()))
                    .bind("provision", results.provisionSeconds())
                    .bind("pipeline", results.pipelineSeconds())
                    .execute()
                == 1);
  }

  /**
   * Keeps the report and completes the run, in one step.
   *
   * @param files the report's files in the object store; none if they could not be stored yet
   */
  public boolean complete(String jobId, int run, Report report, List<Artifact> files, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET phase = 'COMPLETED', updated_at = now(),
                          result_structured = :structured::jsonb, result_report = :report, report_writer = :writer, key_insight = :insight,
                          completed_at = :at, report_uploaded = :uploaded,
                          artifacts = COALESCE(artifacts, '[]'::jsonb) || :files::jsonb
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) < 5""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .bind("report", report.markdown())
                    .bind("writer", report.writer())
                    .bind("insight", report.keyInsight())
                    .bind("structured", Json.wire(report.structured()))
                    .bind("uploaded", !files.isEmpty())
                    .bind("files", Json.write(files))
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** Completes a run that has no report. */
  public boolean completeWithoutReport(String jobId, int run, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET phase = 'COMPLETED', completed_at = :at,
                          report_uploaded = true, updated_at = now()
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) < 5""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** The report of a completed run, while its files are not in the object store. */
  public Optional<Report> unstoredReport(String jobId, int run) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT result_report, result_structured::text, report_writer
                    FROM simulation_jobs
                    WHERE job_id = :id AND run = :run AND phase = 'COMPLETED'
                      AND NOT report_uploaded""")
                .bind("id", UUID.fromString(jobId))
                .bind("run", run)
                .map(
                    (rs, context) ->
                        new Report(
                            rs.getString(1),
                            Json.readWire(rs.getString(2), Structured.class),
                            rs.getString(3)))
                .findOne());
  }

  /** Remembers that the report's files are in the object store, and where. */
  public void saveReportFiles(String jobId, int run, List<Artifact> files) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE simulation_jobs SET report_uploaded = true, updated_at = now(),
                      artifacts = COALESCE(artifacts, '[]'::jsonb) || :json::jsonb
                    WHERE job_id = :id AND run = :run AND NOT report_uploaded""")
                .bind("id", UUID.fromString(jobId))
                .bind("run", run)
                .bind("json", Json.write(files))
                .execute());
  }

  /** Keeps what came of telling webhooks of a completed run's report. */
  public void saveNotices(String jobId, int run, List<Notice> notices) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE simulation_jobs SET notices = :json::jsonb, updated_at = now()"
                        + " WHERE job_id = :id AND run = :run AND phase = 'COMPLETED'")
                .bind("id", UUID.fromString(jobId))
                .bind("run", run)
                .bind("json", Json.write(notices))
                .execute());
  }

  /** Fails a run that has not ended yet. */
  public boolean fail(String jobId, int run, Reason reason, String message, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET failure_phase = phase, phase = 'FAILED',
                          failure_reason = :reason, failure_message = :message,
                          completed_at = :at, updated_at = now()
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) < 5""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .bind("reason", reason.title())
                    .bind("message", message)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** Ends a run by suspending it: the next run begins as a draft. */
  public boolean suspend(String jobId, int run) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET run = run + 1, phase = 'DRAFT',
                          live_status = NULL, started_at = NULL, deadline_at = NULL,
                          sim_data_available = false, artifacts = NULL, result_markets = NULL,
                          report_attempt = NULL, updated_at = now()
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) BETWEEN 1 AND 4""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .execute()
                == 1);
  }

  /**
   * Opens the next run of one that has ended, as a draft.
   *
   * @param reportOnly whether its artifacts stay, for another report about them
   */
  public boolean rerun(String jobId, int run, String nonce, boolean reportOnly) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE simulation_jobs SET run = run + 1, phase = 'DRAFT',
                          rerun_nonce = :nonce, live_status = NULL, started_at = NULL,
                          deadline_at = NULL, completed_at = NULL, failure_reason = NULL,
                          failure_message = NULL, failure_phase = NULL, key_insight = NULL,
                          report_uploaded = false, notices = NULL, updated_at = now(),
                          sim_data_available = :report AND sim_data_available,
                          result_markets = CASE WHEN :report THEN result_markets END,
                          artifacts = CASE WHEN :report THEN
                            (SELECT jsonb_agg(file) FROM jsonb_array_elements(artifacts) file
                             WHERE file ->> 'name' NOT LIKE 'report.%') END,
                          fresh_from = CASE WHEN :report THEN fresh_from ELSE last + 1 END,
                          report_attempt = CASE WHEN :report THEN last END
                        FROM (SELECT COALESCE(MAX(attempt), 0) AS last FROM pod_attempts
                              WHERE job_id = :id) attempts
                        WHERE job_id = :id AND run = :run AND phase_rank(phase) = 5""")
                    .bind("id", UUID.fromString(jobId))
                    .bind("run", run)
                    .bind("nonce", nonce)
                    .bind("report", reportOnly)
                    .execute()
                == 1);
  }

  private Optional<String> text(String jobId, String column) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + column + " FROM simulation_jobs WHERE job_id = :id")
                .bind("id", UUID.fromString(jobId))
                .mapTo(String.class)
                .findOne());
  }

  private void execute(String jobId, String sql, String json) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql)
                .bind("id", UUID.fromString(jobId))
                .bind("json", json)
                .execute());
  }
}
