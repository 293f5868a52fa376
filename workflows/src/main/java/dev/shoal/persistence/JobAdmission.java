package dev.shoal.persistence;

import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Takes jobs in: the row and the start of its workflow in one transaction, so that neither is ever
 * there without the other for longer than a crash lasts.
 */
public final class JobAdmission {
  private final Jdbi jdbi;

  public JobAdmission(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Starts the workflow of a run; called within the transaction, which an exception rolls back. */
  public interface WorkflowStart {
    /**
     * Starts it, or finds it started.
     *
     * @param firstAttempt number of the run's first pod
     * @return the workflow's run id
     */
    String start(int run, int firstAttempt);
  }

  /** What became of a submission. */
  public sealed interface Admission {
    /** The run is on; {@code row} is it. */
    record Started(JobRow row) implements Admission {}

    /** The same job under another UID is in flight; a failed row says so. */
    record Duplicate(String otherJob) implements Admission {}

    /** Nothing to do: the row is beyond a draft already. */
    record AlreadyThere(JobRow row) implements Admission {}
  }

  /** Accepts a new job, or the next run of a suspended one. */
  public Admission admit(NewJob job, WorkflowStart start) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute(
              "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
              job.namespace() + "/" + job.contentHash());
          Optional<JobRow> existing = JobRows.findIn(handle, job.jobId());
          if (existing.isPresent() && existing.get().phase() != JobPhase.DRAFT) {
            return new Admission.AlreadyThere(existing.get());
          }
          if (existing.isEmpty()) {
            Optional<String> twin = twin(handle, job);
            if (twin.isPresent()) {
              insert(handle, job, JobPhase.FAILED);
              refuse(handle, job, twin.get());
              return new Admission.Duplicate(twin.get());
            }
            insert(handle, job, JobPhase.PENDING);
          } else {
            resume(handle, job);
          }
          int run = existing.map(JobRow::run).orElse(job.before().run() + 1);
          String workflowRunId = start.start(run, firstAttempt(handle, job));
          handle
              .createUpdate(
                  "UPDATE simulation_jobs SET workflow_id = :workflow, workflow_run_id = :run WHERE"
                      + " job_id = :id")
              .bind("id", UUID.fromString(job.jobId()))
              .bind("workflow", JobNames.workflowId(job.jobId()))
              .bind("run", workflowRunId)
              .execute();
          return new Admission.Started(JobRows.findIn(handle, job.jobId()).orElseThrow());
        });
  }

  private static Optional<String> twin(Handle handle, NewJob job) {
    return handle
        .createQuery(
            """
            SELECT name FROM simulation_jobs
            WHERE namespace = :namespace AND content_hash = :hash AND job_id <> :id
              AND phase_rank(phase) < 5 AND created_at > now() - interval '60 seconds'
            ORDER BY created_at LIMIT 1""")
        .bind("namespace", job.namespace())
        .bind("hash", job.contentHash())
        .bind("id", UUID.fromString(job.jobId()))
        .mapTo(String.class)
        .findOne();
  }

  private static void insert(Handle handle, NewJob job, JobPhase phase) {
    bind(
            handle.createUpdate(
                """
                INSERT INTO simulation_jobs (job_id, namespace, name, run, phase, content_hash,
                  tier, plan, goal, seed, started_at, deadline_at, rerun_nonce)
                VALUES (:id, :namespace, :name, :run, :phase, :hash, :tier, :plan::jsonb, :goal,
                  :seed, :started, :deadline, :nonce)"""),
            job)
        .bind("run", job.before().run() + 1)
        .bind("namespace", job.namespace())
        .bind("name", job.name())
        .bind("phase", phase.name())
        .execute();
  }

  private static void resume(Handle handle, NewJob job) {
    bind(
            handle.createUpdate(
                """
                UPDATE simulation_jobs SET phase = 'PENDING', tier = :tier, plan = :plan::jsonb,
                  goal = :goal, seed = :seed,
                  enriched_seed = CASE WHEN content_hash = :hash THEN enriched_seed END,
                  markets_config = CASE WHEN content_hash = :hash THEN markets_config END,
                  content_hash = :hash, started_at = :started, deadline_at = :deadline,
                  rerun_nonce = :nonce, updated_at = now()
                WHERE job_id = :id AND phase = 'DRAFT'"""),
            job)
        .execute();
  }

  private static Update bind(Update update, NewJob job) {
    return update
        .bind("id", UUID.fromString(job.jobId()))
        .bind("hash", job.contentHash())
        .bind("tier", job.plan().tier().name())
        .bind("plan", Json.write(job.plan()))
        .bind("goal", job.plan().goal())
        .bind("seed", job.seed())
        .bind("started", job.startedAt())
        .bind("deadline", job.deadlineAt())
        .bind("nonce", job.rerunNonce());
  }

  private static void refuse(Handle handle, NewJob job, String twin) {
    handle
        .createUpdate(
            """
            UPDATE simulation_jobs SET failure_reason = :reason, failure_message = :message,
              failure_phase = 'PENDING', completed_at = now()
            WHERE job_id = :id""")
        .bind("id", UUID.fromString(job.jobId()))
        .bind("reason", Reason.DUPLICATE_SUBMISSION.title())
        .bind(
            "message",
            "job %s in the same namespace is the same and still in flight: wait for it, or change the spec"
                .formatted(twin))
        .execute();
  }

  private static int firstAttempt(Handle handle, NewJob job) {
    return handle
        .createQuery(
            "SELECT GREATEST(MAX(attempt), :before) + 1 FROM pod_attempts WHERE job_id = :id")
        .bind("id", UUID.fromString(job.jobId()))
        .bind("before", job.before().attempt())
        .mapTo(Integer.class)
        .one();
  }
}
