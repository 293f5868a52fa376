package dev.shoal.persistence;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Counts all jobs and GPUs of an installation, for those who watch over it. */
public final class FleetStore {
  private final Jdbi jdbi;

  public FleetStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Jobs that have not ended.
   *
   * @param quiet how long ago the row was written that was not written for the longest
   */
  public record Jobs(String tier, String phase, int count, Duration quiet) {}

  /** What GPUs do that pods hold or wait for. */
  public enum Use {
    /** Asked for; no node has taken the pod. */
    QUEUED,
    /** Held by a pod that is not healthy yet. */
    STARTING,
    /** At work. */
    RUNNING,
    /** Held by a pod whose simulation has ended. */
    ENDING
  }

  /** GPUs of one tier in one use; of all installations that share the database. */
  public record Gpus(String tier, Use use, int count) {}

  /** By tier and phase; what has none is left out. */
  public List<Jobs> jobs() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT tier, lower(phase), count(*),
                           GREATEST(0, EXTRACT(EPOCH FROM max(now() - updated_at)))::bigint
                    FROM simulation_jobs WHERE phase_rank(phase) < 5 GROUP BY 1, 2""")
                .map(
                    (rs, context) ->
                        new Jobs(
                            rs.getString(1),
                            rs.getString(2),
                            rs.getInt(3),
                            Duration.ofSeconds(rs.getLong(4))))
                .list());
  }

  /** By tier and use; what has none is left out. */
  public List<Gpus> gpus() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT j.tier,
                           CASE WHEN phase_rank(j.phase) > 3 THEN 'ENDING'
                                WHEN p.bound_at IS NULL THEN 'QUEUED'
                                WHEN p.running_at IS NULL THEN 'STARTING'
                                ELSE 'RUNNING' END,
                           sum(p.gpu_count)
                    FROM pod_attempts p JOIN simulation_jobs j USING (job_id)
                    WHERE p.gone_at IS NULL GROUP BY 1, 2""")
                .map(
                    (rs, context) ->
                        new Gpus(rs.getString(1), Use.valueOf(rs.getString(2)), rs.getInt(3)))
                .list());
  }
}
