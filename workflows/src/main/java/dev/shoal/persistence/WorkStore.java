package dev.shoal.persistence;

import dev.shoal.job.Reason;
import dev.shoal.work.NewWork;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Rows of {@code work} of one kind. Every change of state is one guarded UPDATE: it does nothing if
 * the row is in another run, or has ended.
 *
 * @param <P> the kind's plan
 * @param <F> the kind's findings: written without components that are missing, so that a note keeps
 *     the others
 */
public final class WorkStore<P, F> {
  private static final String SELECT =
      """
      SELECT id, namespace, name, run, state, plan::text, findings::text, workflow_id,
        workflow_run_id, started_at, completed_at, failure_reason, failure_message, updated_at
      FROM work WHERE kind = :kind AND\s""";

  private final Jdbi jdbi;
  private final String kind;
  private final Class<P> plan;
  private final Class<F> findings;

  public WorkStore(Jdbi jdbi, String kind, Class<P> plan, Class<F> findings) {
    this.jdbi = jdbi;
    this.kind = kind;
    this.plan = plan;
    this.findings = findings;
  }

  /** The row of a resource, if it was accepted. */
  public Optional<Work<P, F>> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /** The row of work that is known to have one. */
  public Work<P, F> get(String id) {
    return find(id).orElseThrow(() -> new IllegalStateException("no row for " + kind + " " + id));
  }

  /** All rows that a workflow should be driving. */
  public List<Work<P, F>> open() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "state IN ('PENDING', 'RUNNING')")
                .bind("kind", kind)
                .map((rs, context) -> row(rs))
                .list());
  }

  /**
   * Takes work in, or the next run of what was suspended: the row and the start of its workflow in
   * one transaction, which an exception of {@code start} rolls back.
   *
   * @param start starts the workflow of a run, or finds it started; answers its run id
   */
  public void admit(NewWork<P> work, String workflowId, IntFunction<String> start) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", work.id());
          Optional<Work<P, F>> before = find(handle, work.id(), " FOR UPDATE");
          if (before.isPresent() && before.get().state() != WorkState.SUSPENDED) {
            return;
          }
          int run = before.map(Work::run).orElse(work.firstRun());
          handle
              .createUpdate(
                  """
                  INSERT INTO work (id, kind, namespace, name, run, state, plan, started_at)
                  VALUES (:id, :kind, :namespace, :name, :run, 'PENDING', :plan::jsonb, :started)
                  ON CONFLICT (id) DO UPDATE SET state = 'PENDING', plan = excluded.plan,
                    started_at = excluded.started_at, updated_at = now()""")
              .bind("id", UUID.fromString(work.id()))
              .bind("kind", kind)
              .bind("namespace", work.namespace())
              .bind("name", work.name())
              .bind("run", run)
              .bind("plan", Json.write(work.plan()))
              .bind("started", work.startedAt())
              .execute();
          String workflowRunId = start.apply(run);
          handle
              .createUpdate(
                  "UPDATE work SET workflow_id = :workflow, workflow_run_id = :run WHERE id = :id")
              .bind("id", UUID.fromString(work.id()))
              .bind("workflow", workflowId)
              .bind("run", workflowRunId)
              .execute();
        });
  }

  /** The workflow has taken the run up; false if the run is over. */
  public boolean begin(String id, int run) {
    return update(
        id,
        run,
        "state = 'RUNNING' WHERE id = :id AND run = :run AND state IN ('PENDING', 'RUNNING')");
  }

  /** Keeps what was found, beside what was found before; never in a run that is over. */
  public void note(String id, int run, F found) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE work SET findings = findings || :found::jsonb, updated_at = now()
                    WHERE id = :id AND run = :run AND state IN ('PENDING', 'RUNNING')""")
                .bind("id", UUID.fromString(id))
                .bind("run", run)
                .bind("found", Json.write(found))
                .execute());
  }

  /** Ends a run that did what it was to do. */
  public boolean succeed(String id, int run, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE work SET state = 'SUCCEEDED', completed_at = :at, updated_at = now()
                        WHERE id = :id AND run = :run AND state IN ('PENDING', 'RUNNING')""")
                    .bind("id", UUID.fromString(id))
                    .bind("run", run)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** Ends a run that failed. */
  public boolean fail(String id, int run, Reason reason, String message, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        UPDATE work SET state = 'FAILED', failure_reason = :reason,
                          failure_message = :message, completed_at = :at, updated_at = now()
                        WHERE id = :id AND run = :run AND state IN ('PENDING', 'RUNNING')""")
                    .bind("id", UUID.fromString(id))
                    .bind("run", run)
                    .bind("reason", reason.title())
                    .bind("message", message)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** Ends a run by suspending it: what comes is the next one. */
  public boolean suspend(String id, int run) {
    return update(
        id,
        run,
        """
        run = run + 1, state = 'SUSPENDED', findings = '{}', started_at = NULL
        WHERE id = :id AND run = :run AND state IN ('PENDING', 'RUNNING')""");
  }

  private boolean update(String id, int run, String change) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("UPDATE work SET updated_at = now(), " + change)
                    .bind("id", UUID.fromString(id))
                    .bind("run", run)
                    .execute()
                == 1);
  }

  private Optional<Work<P, F>> find(Handle handle, String id, String lock) {
    return handle
        .createQuery(SELECT + "id = :id" + lock)
        .bind("kind", kind)
        .bind("id", UUID.fromString(id))
        .map((rs, context) -> row(rs))
        .findOne();
  }

  private Work<P, F> row(ResultSet rs) throws SQLException {
    String reason = rs.getString("failure_reason");
    return new Work<>(
        rs.getString("id"),
        rs.getString("namespace"),
        rs.getString("name"),
        rs.getInt("run"),
        WorkState.valueOf(rs.getString("state")),
        Json.readAs(rs.getString("plan"), plan),
        Json.readAs(rs.getString("findings"), findings),
        rs.getString("workflow_id"),
        rs.getString("workflow_run_id"),
        JobRows.instant(rs, "started_at"),
        JobRows.instant(rs, "completed_at"),
        reason == null
            ? null
            : new Work.Failure(Reason.ofTitle(reason), rs.getString("failure_message")),
        rs.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
