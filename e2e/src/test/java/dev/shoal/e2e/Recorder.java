package dev.shoal.e2e;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what the API server tells of jobs and pods, and lets the database write down what
 * happens to rows, for the checker.
 */
final class Recorder implements AutoCloseable {
  private static final String ROW_HISTORY =
      """
      CREATE SCHEMA IF NOT EXISTS recorder;
      CREATE TABLE IF NOT EXISTS recorder.row_history (
        seq bigserial PRIMARY KEY, at timestamptz NOT NULL, job_id uuid NOT NULL,
        operation text NOT NULL, run int NOT NULL, phase text NOT NULL);
      CREATE OR REPLACE FUNCTION recorder.record() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE seen simulation_jobs := COALESCE(NEW, OLD);
        BEGIN
          INSERT INTO recorder.row_history (at, job_id, operation, run, phase)
            VALUES (clock_timestamp(), seen.job_id, TG_OP, seen.run, seen.phase);
          RETURN NULL;
        END
      $$;
      CREATE OR REPLACE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON simulation_jobs
        FOR EACH ROW EXECUTE FUNCTION recorder.record();
      CREATE TABLE IF NOT EXISTS recorder.work_history (
        seq bigserial PRIMARY KEY, at timestamptz NOT NULL, id uuid NOT NULL,
        operation text NOT NULL, run int NOT NULL, state text NOT NULL);
      CREATE OR REPLACE FUNCTION recorder.record_work() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE seen work := COALESCE(NEW, OLD);
        BEGIN
          INSERT INTO recorder.work_history (at, id, operation, run, state)
            VALUES (clock_timestamp(), seen.id, TG_OP, seen.run, seen.state);
          RETURN NULL;
        END
      $$;
      CREATE OR REPLACE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON work
        FOR EACH ROW EXECUTE FUNCTION recorder.record_work();""";

  private final Stack stack;
  private final Clock clock = Clock.systemUTC();
  private final Instant since = clock.instant();
  private final Map<String, History.PodLife> pods = new ConcurrentHashMap<>();
  private final List<History.StatusSeen> statuses = new CopyOnWriteArrayList<>();
  private final Set<String> jobs = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final SharedIndexInformer<Pod> podInformer;
  private final SharedIndexInformer<SimulationJob> jobInformer;

  Recorder(Stack stack) {
    this.stack = stack;
    recordRows();
    this.podInformer =
        stack
            .kubernetes
            .pods()
            .inNamespace(Stack.NAMESPACE)
            .inform( // all pods: one whose labels a test takes away is still there
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Pod pod) {
                    if (ofSimulation(pod)) {
                      pods.putIfAbsent(uid(pod), see(pod));
                    }
                  }

                  @Override
                  public void onUpdate(Pod before, Pod pod) {
                    pods.computeIfPresent(
                        uid(pod), (uid, life) -> life.bound() == null ? bound(life, pod) : life);
                  }

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {
                    pods.computeIfPresent(uid(pod), (uid, life) -> gone(life));
                  }
                });
    this.jobInformer =
        stack
            .kubernetes
            .resources(SimulationJob.class)
            .inNamespace(Stack.NAMESPACE)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(SimulationJob job) {
                    jobs.add(job.getMetadata().getUid());
                    see(job);
                  }

                  @Override
                  public void onUpdate(SimulationJob before, SimulationJob job) {
                    see(job);
                  }

                  @Override
                  public void onDelete(SimulationJob job, boolean unknown) {
                    deleted.add(job.getMetadata().getUid());
                  }
                });
  }

  /** When it began to look. */
  Instant since() {
    return since;
  }

  /** The history so far, with rows and workflows as they are now. */
  History history() {
    Map<String, History.RowSeen> rows = new HashMap<>();
    Map<String, Integer> open = new HashMap<>();
    Set<String> seen = new HashSet<>(jobs);
    for (String job : seen) {
      stack.jobs.find(job).ifPresent(row -> rows.put(job, rowSeen(row)));
      String workflow = JobNames.workflowId(job);
      long running =
          stack
              .temporal
              .client()
              .listExecutions("WorkflowId = '" + workflow + "'")
              .filter(
                  execution ->
                      execution.getStatus()
                          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
              .count();
      open.put(workflow, (int) running);
    }
    return new History(
        List.copyOf(pods.values()),
        statuses.stream().filter(status -> rows.containsKey(status.jobId())).toList(),
        changes(rows.keySet()),
        work(),
        rows,
        rows.keySet().stream().flatMap(this::ledger).toList(),
        open,
        clock.instant());
  }

  /** By plain JDBC, since functions have semicolons of their own. */
  private void recordRows() {
    try {
      stack
          .database
          .jdbi()
          .useHandle(
              handle -> {
                try (Statement statement = handle.getConnection().createStatement()) {
                  statement.execute(ROW_HISTORY);
                }
              });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes seen so far, of rows and of statuses. */
  long writes() {
    long rows =
        stack
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT (SELECT count(*) FROM recorder.row_history)"
                                + " + (SELECT count(*) FROM recorder.work_history)")
                        .mapTo(long.class)
                        .one());
    return rows + statuses.size();
  }

  @Override
  public void close() {
    podInformer.close();
    jobInformer.close();
  }

  private void see(SimulationJob job) {
    SimulationJobStatus status = job.getStatus();
    if (status == null || status.phase() == null || status.run() == null) {
      return;
    }
    statuses.add(
        new History.StatusSeen(
            job.getMetadata().getUid(),
            clock.instant(),
            status.run(),
            JobPhase.valueOf(status.phase().name()),
            report(status)));
  }

  private List<History.RowChange> changes(Set<String> jobIds) {
    return stack
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT job_id, at, operation, run, phase FROM recorder.row_history ORDER BY seq")
                    .map(
                        (rs, context) ->
                            new History.RowChange(
                                rs.getString(1),
                                rs.getTimestamp(2).toInstant(),
                                rs.getString(3),
                                rs.getInt(4),
                                JobPhase.valueOf(rs.getString(5))))
                    .stream()
                    .filter(change -> jobIds.contains(change.jobId()))
                    .toList());
  }

  private List<History.WorkChange> work() {
    return stack
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, operation, run, state FROM recorder.work_history"
                            + " WHERE at >= :since ORDER BY seq")
                    .bind("since", since)
                    .map(
                        (rs, context) ->
                            new History.WorkChange(
                                rs.getString(1),
                                rs.getString(2),
                                rs.getInt(3),
                                WorkState.valueOf(rs.getString(4))))
                    .list());
  }

  private Stream<History.AttemptSeen> ledger(String jobId) {
    return stack.attempts.of(jobId).stream()
        .map(
            attempt ->
                new History.AttemptSeen(
                    jobId,
                    attempt.podUid(),
                    attempt.gpuCount(),
                    attempt.goneAt() == null ? null : attempt.gpuSeconds(),
                    attempt.estimated()));
  }

  private static @Nullable String report(SimulationJobStatus status) {
    return status.artifacts() == null
        ? null
        : status.artifacts().stream()
            .filter(artifact -> artifact.name().equals("report.md"))
            .map(ArtifactStatus::sha256)
            .findFirst()
            .orElse(null);
  }

  private History.RowSeen rowSeen(JobRow row) {
    return new History.RowSeen(
        row.run(), row.phase(), row.completedAt(), row.deadlineAt(), deleted.contains(row.jobId()));
  }

  /**
   * Times are those of the watch: the API server's own are whole seconds, too coarse to order by.
   */
  private History.PodLife see(Pod pod) {
    String job = pod.getMetadata().getOwnerReferences().getFirst().getUid();
    return bound(new History.PodLife(job, uid(pod), clock.instant(), null, null, 0), pod);
  }

  private History.PodLife bound(History.PodLife life, Pod pod) {
    return pod.getSpec().getNodeName() == null
        ? life
        : new History.PodLife(
            life.jobId(),
            life.uid(),
            life.created(),
            clock.instant(),
            life.gone(),
            life.deletions());
  }

  private History.PodLife gone(History.PodLife life) {
    return new History.PodLife(
        life.jobId(),
        life.uid(),
        life.created(),
        life.bound(),
        clock.instant(),
        life.deletions() + 1);
  }

  private static boolean ofSimulation(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getKind().equals("SimulationJob"));
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }
}
