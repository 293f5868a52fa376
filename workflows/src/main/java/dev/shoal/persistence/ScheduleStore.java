package dev.shoal.persistence;

import dev.shoal.schedule.Outcome;
import dev.shoal.schedule.ScheduleRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What became of the starts of WorkflowSchedules. */
public final class ScheduleStore {
  private static final int KEPT = 100;

  private final Jdbi jdbi;

  public ScheduleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A start, and what it made if it made something.
   *
   * @param message why it was refused; else empty
   */
  public record Start(Instant due, String child, Outcome outcome, String message) {}

  /** Keeps what became of a start; the first to say so counts. */
  public void keep(ScheduleRef schedule, Start start) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO schedule_starts (schedule_id, namespace, name, due, child, outcome, message)
                  VALUES (:id, :namespace, :name, :due, :child, :outcome, :message)
                  ON CONFLICT DO NOTHING""")
              .bind("id", UUID.fromString(schedule.id()))
              .bind("namespace", schedule.namespace())
              .bind("name", schedule.name())
              .bind("due", start.due())
              .bind("child", start.child())
              .bind("outcome", start.outcome().name())
              .bind("message", start.message())
              .execute();
          handle
              .createUpdate(
                  """
                  DELETE FROM schedule_starts WHERE schedule_id = :id AND due NOT IN (
                    SELECT due FROM schedule_starts WHERE schedule_id = :id
                    ORDER BY due DESC LIMIT :kept)""")
              .bind("id", UUID.fromString(schedule.id()))
              .bind("kept", KEPT)
              .execute();
        });
  }

  /** What became of a start, if that is known. */
  public Optional<Outcome> outcome(String id, Instant due) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT outcome FROM schedule_starts WHERE schedule_id = :id AND due = :due")
                .bind("id", UUID.fromString(id))
                .bind("due", due)
                .mapTo(String.class)
                .findOne()
                .map(Outcome::valueOf));
  }

  /** The newest start of a schedule. */
  public Optional<Start> newest(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT due, child, outcome, message FROM schedule_starts WHERE schedule_id = :id
                    ORDER BY due DESC LIMIT 1""")
                .bind("id", UUID.fromString(id))
                .map(
                    (rs, context) ->
                        new Start(
                            rs.getTimestamp(1).toInstant(),
                            rs.getString(2),
                            Outcome.valueOf(rs.getString(3)),
                            rs.getString(4)))
                .findOne());
  }
}
