package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import dev.shoal.kube.Namespaces;
import dev.shoal.operator.decision.Retention;
import dev.shoal.operator.work.Runs;
import dev.shoal.persistence.JobStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of SimulationJobs, each with its pods. */
public final class SimulationRuns implements Runs {
  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final JobStore jobs;
  private final PodReaper reaper;
  private final Duration stopWait;
  private final Clock clock;

  /**
   * In some namespaces.
   *
   * @param stopWait time that a run's own teardown has
   */
  public SimulationRuns(
      KubernetesClient client,
      Namespaces namespaces,
      JobStore jobs,
      PodReaper reaper,
      Duration stopWait,
      Clock clock) {
    this.client = client;
    this.namespaces = namespaces;
    this.jobs = jobs;
    this.reaper = reaper;
    this.stopWait = stopWait;
    this.clock = clock;
  }

  @Override
  public List<Open> open() {
    return jobs.open().stream()
        .map(row -> new Open(row.jobId(), row.namespace(), row.name(), row.run(), workflows(row)))
        .toList();
  }

  @Override
  public void lost(Open run, String message, Instant now) {
    if (jobs.fail(run.id(), run.run(), Reason.ENGINE_LOST, message, now)) {
      reaper.reap(run.namespace(), run.id());
    }
  }

  @Override
  public void reapLeftovers() {
    List<Pod> pods =
        namespaces
            .in(client.pods())
            .flatMap(
                all ->
                    all
                        .withLabel(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL)
                        .withoutLabel(JobLabels.KIND)
                        .list()
                        .getItems()
                        .stream())
            .toList();
    for (Pod pod : pods) {
      String jobId = pod.getMetadata().getLabels().get(JobLabels.JOB_UID);
      if (jobId != null && mayGo(jobs.find(jobId), pod)) {
        reaper.reap(pod.getMetadata().getNamespace(), jobId);
      }
    }
  }

  /** Its job has ended, is suspended, or has no row, for longer than its own teardown takes. */
  private boolean mayGo(Optional<JobRow> row, Pod pod) {
    Instant since =
        row.map(JobRow::completedAt)
            .orElse(Instant.parse(pod.getMetadata().getCreationTimestamp()));
    boolean waited = Duration.between(since, clock.instant()).compareTo(stopWait) > 0;
    return waited
        && (row.isEmpty() || row.get().phase().terminal() || row.get().phase() == JobPhase.DRAFT)
        && !retained(row);
  }

  private boolean retained(Optional<JobRow> row) {
    if (row.isEmpty() || row.get().phase() != JobPhase.FAILED) {
      return false;
    }
    SimulationJob job =
        client
            .resources(SimulationJob.class)
            .inNamespace(row.get().namespace())
            .withName(row.get().name())
            .get();
    return job != null
        && job.getMetadata().getUid().equals(row.get().jobId())
        && Retention.until(job, row.get()).filter(clock.instant()::isBefore).isPresent();
  }

  /** One of them has to be open while the job is in its phase. */
  private static List<String> workflows(JobRow row) {
    return row.phase() == JobPhase.REPORTING
        ? List.of(JobNames.workflowId(row.jobId()), JobNames.reportWorkflowId(row.jobId()))
        : List.of(JobNames.workflowId(row.jobId()));
  }
}
