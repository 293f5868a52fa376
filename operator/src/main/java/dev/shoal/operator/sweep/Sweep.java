package dev.shoal.operator.sweep;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import dev.shoal.kube.Namespaces;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.decision.Retention;
import dev.shoal.operator.job.PodReaper;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.persistence.JobStore;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what nobody tells of: jobs whose workflow is gone, and pods whose job has ended. A workflow
 * counts as gone only after two looks of its own, some time apart; a list alone proves nothing.
 */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final JobStore jobs;
  private final JobWorkflows workflows;
  private final PodReaper reaper;
  private final OperatorConfig.Timing timing;
  private final Clock clock;
  private final Map<String, Instant> missedSince = new HashMap<>();

  public Sweep(
      KubernetesClient client,
      Namespaces namespaces,
      JobStore jobs,
      JobWorkflows workflows,
      PodReaper reaper,
      OperatorConfig.Timing timing,
      Clock clock) {
    this.client = client;
    this.namespaces = namespaces;
    this.jobs = jobs;
    this.workflows = workflows;
    this.reaper = reaper;
    this.timing = timing;
    this.clock = clock;
  }

  /** Looks once. */
  public void sweep() {
    sweepPods();
    sweepWorkflows();
  }

  private void sweepPods() {
    List<Pod> pods =
        namespaces
            .in(client.pods())
            .flatMap(
                all ->
                    all
                        .withLabel(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL)
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
    boolean waited = Duration.between(since, clock.instant()).compareTo(timing.stopWait()) > 0;
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

  private void sweepWorkflows() {
    List<JobRow> open = jobs.open();
    if (open.isEmpty()) {
      missedSince.clear();
      return;
    }
    Set<String> listed = workflows.listedOpen();
    missedSince.keySet().retainAll(open.stream().map(JobRow::jobId).toList());
    for (JobRow row : open) {
      if (drivers(row).stream().anyMatch(listed::contains)) {
        missedSince.remove(row.jobId());
      } else {
        look(row);
      }
    }
  }

  private void look(JobRow row) {
    if (drivers(row).stream().anyMatch(workflows::isOpen)) {
      missedSince.remove(row.jobId());
      return;
    }
    Instant now = clock.instant();
    Instant since = missedSince.computeIfAbsent(row.jobId(), id -> now);
    if (Duration.between(since, now).compareTo(timing.lostAfter()) < 0) {
      return;
    }
    missedSince.remove(row.jobId());
    boolean lost =
        jobs.fail(
            row.jobId(),
            row.run(),
            Reason.ENGINE_LOST,
            "the workflow %s is gone without having ended the job: it was terminated, timed out or deleted"
                .formatted(JobNames.workflowId(row.jobId())),
            now);
    if (lost) {
      LOG.warn("job {}/{} has lost its workflow", row.namespace(), row.name());
      reaper.reap(row.namespace(), row.jobId());
    }
  }

  /** Workflows of which one has to be open while the job is in its phase. */
  private static List<String> drivers(JobRow row) {
    return row.phase() == JobPhase.REPORTING
        ? List.of(JobNames.workflowId(row.jobId()), JobNames.reportWorkflowId(row.jobId()))
        : List.of(JobNames.workflowId(row.jobId()));
  }
}
