package dev.shoal.persistence;

import dev.shoal.health.Finding;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What the last look at the installation's health found. */
public final class HealthStore {
  private final Jdbi jdbi;

  public HealthStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A row.
   *
   * @param name of the check
   * @param changedAt when it became healthy, or ceased to be
   * @param told whether people were told of that
   */
  public record Health(
      String name,
      boolean healthy,
      long value,
      String message,
      Instant checkedAt,
      Instant changedAt,
      boolean told) {}

  /** Keeps a finding; one that is older than what is known changes nothing. */
  public void keep(Finding finding, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO health (name, healthy, value, message, checked_at, changed_at, told)
                    VALUES (:name, :healthy, :value, :message, :at, :at, :healthy)
                    ON CONFLICT (name) DO UPDATE SET
                      healthy = excluded.healthy, value = excluded.value,
                      message = excluded.message, checked_at = excluded.checked_at,
                      changed_at = CASE WHEN health.healthy = excluded.healthy
                        THEN health.changed_at ELSE excluded.changed_at END,
                      told = health.told AND health.healthy = excluded.healthy
                    WHERE health.checked_at <= excluded.checked_at""")
                .bind("name", finding.check().title())
                .bind("healthy", finding.healthy())
                .bind("value", finding.value())
                .bind("message", finding.message())
                .bind("at", at)
                .execute());
  }

  /** By name. */
  public List<Health> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT name, healthy, value, message, checked_at, changed_at, told
                    FROM health ORDER BY name""")
                .map(
                    (rs, context) ->
                        new Health(
                            rs.getString(1),
                            rs.getBoolean(2),
                            rs.getLong(3),
                            rs.getString(4),
                            rs.getTimestamp(5).toInstant(),
                            rs.getTimestamp(6).toInstant(),
                            rs.getBoolean(7)))
                .list());
  }

  /** People were told of a change. */
  public void told(Health health) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE health SET told = true WHERE name = :name AND changed_at = :changed")
                .bind("name", health.name())
                .bind("changed", health.changedAt())
                .execute());
  }
}
