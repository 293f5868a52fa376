package dev.shoal.persistence;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.job.MarketResult;
import dev.shoal.reportrun.DailyJobs;
import dev.shoal.reportrun.GpuCost;
import dev.shoal.reportrun.Period;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What reports are made of. */
public final class ReportFacts {
  private static final String DAYS =
      """
      WITH seen AS (
        SELECT created_at AS at, 'SimulationJob' AS kind, 1 AS submitted, 0 AS completed,
          0 AS failed, 0::float8 AS gpu, namespace
        FROM simulation_jobs
        UNION ALL
        SELECT completed_at, 'SimulationJob', 0, (phase = 'COMPLETED')::int,
          (phase = 'FAILED')::int, 0, namespace
        FROM simulation_jobs WHERE phase IN ('COMPLETED', 'FAILED')
        UNION ALL
        SELECT gone_at, 'SimulationJob', 0, 0, 0, gpu_seconds, namespace
        FROM pod_attempts JOIN simulation_jobs USING (job_id) WHERE gone_at IS NOT NULL
        UNION ALL
        SELECT created_at, kind, 1, 0, 0, 0, namespace FROM work
        UNION ALL
        SELECT completed_at, kind, 0, (state = 'SUCCEEDED')::int, (state = 'FAILED')::int,
          COALESCE((findings->>'gpuSeconds')::float8, 0), namespace
        FROM work WHERE state IN ('SUCCEEDED', 'FAILED'))
      SELECT (at AT TIME ZONE 'UTC')::date, kind, sum(submitted), sum(completed), sum(failed),
        sum(gpu) / 3600
      FROM seen
      WHERE at >= :from AND at < :to AND (:namespace::text IS NULL OR namespace = :namespace)
      GROUP BY 1, 2 ORDER BY 1, 2""";

  private static final String FAILURES =
      """
      WITH ended AS (
        SELECT 'SimulationJob' AS kind, failure_reason, completed_at, namespace
        FROM simulation_jobs WHERE phase = 'FAILED'
        UNION ALL
        SELECT kind, failure_reason, completed_at, namespace FROM work WHERE state = 'FAILED')
      SELECT kind, failure_reason, count(*) FROM ended
      WHERE completed_at >= :from AND completed_at < :to
        AND (:namespace::text IS NULL OR namespace = :namespace)
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2""";

  /** A pod counts from its binding to its end, as far as that lies in the period. */
  private static final String COSTS =
      """
      SELECT namespace, tier, count(DISTINCT job_id),
        sum(gpu_count * EXTRACT(EPOCH FROM
          LEAST(COALESCE(gone_at, :to), :to) - GREATEST(bound_at, :from)))::float8 AS seconds,
        (plan->'tier'->>'pricePerGpuHour')::numeric
      FROM pod_attempts JOIN simulation_jobs USING (job_id)
      WHERE gpu_count > 0 AND bound_at < :to AND COALESCE(gone_at, :to) > :from
        AND (:namespace::text IS NULL OR namespace = :namespace)
      GROUP BY 1, 2, 5
      UNION ALL
      SELECT namespace, kind, count(*), sum((findings->>'gpuSeconds')::float8), NULL
      FROM work
      WHERE (findings->>'gpuSeconds')::float8 > 0 AND completed_at >= :from AND completed_at < :to
        AND (:namespace::text IS NULL OR namespace = :namespace)
      GROUP BY 1, 2
      ORDER BY 4 DESC, 1, 2""";

  private final Jdbi jdbi;

  public ReportFacts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What was submitted and what ended.
   *
   * @param namespace null for all
   */
  public DailyJobs dailyJobs(@Nullable String namespace, Period period) {
    return jdbi.withHandle(
        handle ->
            new DailyJobs(
                about(handle, DAYS, namespace, period)
                    .map(
                        (rs, context) ->
                            new DailyJobs.Day(
                                rs.getDate(1).toLocalDate(),
                                rs.getString(2),
                                rs.getLong(3),
                                rs.getLong(4),
                                rs.getLong(5),
                                rs.getDouble(6)))
                    .list(),
                about(handle, FAILURES, namespace, period)
                    .map(
                        (rs, context) ->
                            new DailyJobs.Failures(rs.getString(1), rs.getString(2), rs.getLong(3)))
                    .list()));
  }

  /**
   * What GPUs cost. A training's are counted at its end, and have no price.
   *
   * @param namespace null for all
   */
  public GpuCost gpuCost(@Nullable String namespace, Period period) {
    return jdbi.withHandle(
        handle ->
            new GpuCost(
                about(handle, COSTS, namespace, period)
                    .map(
                        (rs, context) ->
                            new GpuCost.Line(
                                rs.getString(1),
                                rs.getString(2),
                                rs.getLong(3),
                                rs.getDouble(4),
                                rs.getBigDecimal(5)))
                    .list()));
  }

  /** Markets of the newest job of a name that completed in a period. */
  public List<MarketResult> markets(String namespace, String job, Period period) {
    Optional<String> found =
        jdbi.withHandle(
            handle ->
                about(
                        handle,
                        """
                        SELECT result_markets::text FROM simulation_jobs
                        WHERE namespace = :namespace AND name = :name AND phase = 'COMPLETED'
                          AND result_markets IS NOT NULL
                          AND completed_at >= :from AND completed_at < :to
                        ORDER BY completed_at DESC LIMIT 1""",
                        namespace,
                        period)
                    .bind("name", job)
                    .mapTo(String.class)
                    .findOne());
    return found.isEmpty()
        ? List.of()
        : Json.read(found.get(), new TypeReference<List<MarketResult>>() {});
  }

  private static Query about(Handle handle, String sql, @Nullable String namespace, Period period) {
    return handle
        .createQuery(sql)
        .bind("namespace", namespace)
        .bind("from", period.from())
        .bind("to", period.to());
  }
}
