package dev.shoal.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** When runs of whichever kind were over. */
public final class RunEnds {
  private final Jdbi jdbi;

  public RunEnds(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What a row says of its run.
   *
   * @param over whether it has ended or is suspended
   * @param since when it was, if it is
   */
  public record RunEnd(String id, boolean over, Instant since) {}

  /** By UID of the resource; one that has no row is left out. */
  public Map<String, RunEnd> of(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT job_id::text, phase = 'DRAFT' OR phase_rank(phase) >= 5,
                      COALESCE(completed_at, updated_at)
                    FROM simulation_jobs WHERE job_id IN (<ids>)
                    UNION ALL
                    SELECT id::text, state NOT IN ('PENDING', 'RUNNING'),
                      COALESCE(completed_at, updated_at)
                    FROM work WHERE id IN (<ids>)""")
                .bindList("ids", ids.stream().map(UUID::fromString).toList())
                .map(
                    (rs, context) ->
                        new RunEnd(
                            rs.getString(1), rs.getBoolean(2), rs.getTimestamp(3).toInstant()))
                .stream()
                .collect(Collectors.toMap(RunEnd::id, end -> end)));
  }
}
