package dev.shoal.e2e;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what the API server tells of jobs and pods, for the checker. */
final class Recorder implements AutoCloseable {
  private final Stack stack;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, History.PodLife> pods = new ConcurrentHashMap<>();
  private final List<History.StatusSeen> statuses = new CopyOnWriteArrayList<>();
  private final Set<String> jobs = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final SharedIndexInformer<Pod> podInformer;
  private final SharedIndexInformer<SimulationJob> jobInformer;

  Recorder(Stack stack) {
    this.stack = stack;
    this.podInformer =
        stack
            .kubernetes
            .pods()
            .inNamespace(Stack.NAMESPACE)
            .withLabel(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL)
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Pod pod) {
                    pods.putIfAbsent(uid(pod), life(pod, clock.instant(), null, 0));
                  }

                  @Override
                  public void onUpdate(Pod before, Pod pod) {}

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {
                    Instant now = clock.instant();
                    History.PodLife life = pods.getOrDefault(uid(pod), life(pod, now, null, 0));
                    pods.put(uid(pod), life(pod, life.created(), now, life.deletions() + 1));
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
        rows,
        open,
        clock.instant());
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
  private static History.PodLife life(
      Pod pod, Instant created, @Nullable Instant gone, int deletions) {
    return new History.PodLife(
        pod.getMetadata().getLabels().get(JobLabels.JOB_UID), uid(pod), created, gone, deletions);
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }
}
