package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.MarketResult;
import dev.shoal.reportrun.DailyJobs;
import dev.shoal.reportrun.GpuCost;
import dev.shoal.reportrun.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL. */
class ReportFactsTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");

  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final Database database = POSTGRES.database();
  private final ReportFacts facts = new ReportFacts(database.jdbi());
  private final String namespace = "ns-" + UUID.randomUUID();

  @Test
  void aDayHasWhatWasSubmittedOnItAndWhatEndedOnIt() {
    job(namespace, "a", "COMPLETED", "2026-11-24T23:00:00Z", "2026-11-25T01:00:00Z", null);
    job(namespace, "b", "FAILED", "2026-11-25T02:00:00Z", "2026-11-25T03:00:00Z", "BadHost");
    job(namespace, "c", "RUNNING", "2026-11-25T11:00:00Z", null, null);
    job("other", "d", "RUNNING", "2026-11-25T11:00:00Z", null, null);
    training("SUCCEEDED", 7_200);
    DailyJobs found = facts.dailyJobs(namespace, Period.ending(NOON, 1));
    assertThat(found.days())
        .containsExactly(
            new DailyJobs.Day(DAY, "SimulationJob", 2, 1, 1, 0),
            new DailyJobs.Day(DAY, "TrainingJob", 1, 1, 0, 2));
    assertThat(found.failures())
        .containsExactly(new DailyJobs.Failures("SimulationJob", "BadHost", 1));
    assertThat(facts.dailyJobs(namespace, Period.ending(NOON, 2)).days()).hasSize(3);
    assertThat(facts.dailyJobs(null, Period.ending(NOON, 1)).days().getFirst().submitted())
        .isGreaterThanOrEqualTo(3);
  }

  /** Two hours were held before midnight, one after; a pod still holds its GPUs. */
  @Test
  void aGpuCountsAsLongAsItIsHeldInThePeriod() {
    String ended =
        job(namespace, "a", "COMPLETED", "2026-11-24T20:00:00Z", "2026-11-25T01:00:00Z", null);
    pod(ended, 1, "2026-11-24T22:00:00Z", "2026-11-25T01:00:00Z");
    String running = job(namespace, "b", "RUNNING", "2026-11-25T09:00:00Z", null, null);
    pod(running, 2, "2026-11-25T11:30:00Z", null);
    training("SUCCEEDED", 1_800);
    GpuCost cost = facts.gpuCost(namespace, Period.ending(NOON, 1));
    assertThat(cost.lines())
        .containsExactly(
            new GpuCost.Line(namespace, "small", 2, 3_600 + 3_600, new BigDecimal("2.50")),
            new GpuCost.Line(namespace, "TrainingJob", 1, 1_800, null));
  }

  @Test
  void marketsAreThoseOfTheNewestCompletedJobOfTheName() {
    markets(job(namespace, "a", "COMPLETED", "2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z", null));
    String newer =
        job(namespace, "a", "COMPLETED", "2026-11-21T00:00:00Z", "2026-11-21T01:00:00Z", null);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE simulation_jobs SET result_markets ="
                        + " '[{\"id\": \"m1\", \"question\": \"Will it?\", \"probability\": 0.75}]'"
                        + " WHERE job_id = ?::uuid",
                    newer));
    assertThat(facts.markets(namespace, "a", Period.ending(NOON, 366)))
        .containsExactly(new MarketResult("m1", "Will it?", 0.75));
    assertThat(facts.markets(namespace, "a", Period.ending(NOON, 1))).isEmpty();
    assertThat(facts.markets("other", "a", Period.ending(NOON, 366))).isEmpty();
  }

  private void markets(String id) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE simulation_jobs SET result_markets = '[]' WHERE job_id = ?::uuid", id));
  }

  private String job(
      String in, String name, String phase, String created, String completed, String reason) {
    String id = UUID.randomUUID().toString();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO simulation_jobs (job_id, namespace, name, phase, content_hash, tier,
                      plan, goal, seed, created_at, completed_at, failure_reason)
                    VALUES (?::uuid, ?, ?, ?, 'h', 'small',
                      '{"tier": {"pricePerGpuHour": 2.50}}', 'g', 's', ?::timestamptz,
                      ?::timestamptz, ?)""",
                    id,
                    in,
                    name,
                    phase,
                    created,
                    completed,
                    reason));
    return id;
  }

  private void pod(String job, int gpus, String bound, String gone) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO pod_attempts (job_id, attempt, run, pod_name, gpu_count, created_at,
                      bound_at, gone_at)
                    VALUES (?::uuid, 1, 1, 'p', ?, ?::timestamptz, ?::timestamptz, ?::timestamptz)""",
                    job,
                    gpus,
                    bound,
                    bound,
                    gone));
  }

  private void training(String state, double gpuSeconds) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO work (id, kind, namespace, name, state, plan, findings, created_at,
                      completed_at)
                    VALUES (gen_random_uuid(), 'TrainingJob', ?, 't', ?, '{}',
                      jsonb_build_object('gpuSeconds', ?::float8), '2026-11-25T05:00:00Z',
                      '2026-11-25T06:00:00Z')""",
                    namespace,
                    state,
                    gpuSeconds));
  }
}
