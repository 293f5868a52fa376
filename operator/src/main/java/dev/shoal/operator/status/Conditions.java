package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.Attempt;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Notice;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Retention;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of a SimulationJob. */
final class Conditions {
  private final ConditionList list;

  private Conditions(SimulationJob job, Instant now) {
    SimulationJobStatus before = job.getStatus();
    this.list = new ConditionList(job, before == null ? null : before.conditions(), now);
  }

  static List<Condition> unstarted(
      SimulationJob job, Phase phase, Optional<Decision.Waiting> waiting, Instant now) {
    Conditions all = new Conditions(job, now);
    if (phase == Phase.DRAFT) {
      all.list.add(
          "Accepted", false, "Suspended", "spec.suspend is true: set it to false to start");
    } else {
      waiting.ifPresent(
          why -> all.list.add("Accepted", false, why.reason().title(), why.message()));
    }
    all.list.underWay(phase != Phase.DRAFT, waiting);
    return all.list.all();
  }

  static List<Condition> of(
      SimulationJob job,
      JobRow row,
      List<Attempt> attempts,
      Optional<Decision.Waiting> waiting,
      Instant now) {
    Conditions all = new Conditions(job, now);
    JobPhase phase = row.phase();
    List<Attempt> ofRun = attempts.stream().filter(attempt -> attempt.run() == row.run()).toList();
    boolean gone = attempts.stream().allMatch(attempt -> attempt.goneAt() != null);
    boolean ended = phase.terminal();
    boolean draft = phase == JobPhase.DRAFT;
    all.list.add("Accepted", !draft, draft ? "Suspended" : "Accepted", draft ? "suspended" : "");
    all.podReady(ofRun.isEmpty() ? null : ofRun.getLast());
    all.list.add("Running", phase == JobPhase.RUNNING, phase.title(), "");
    all.list.add(
        "ArtifactsUploaded",
        row.simDataAvailable(),
        row.simDataAvailable() ? "Verified" : "NotYet",
        "");
    boolean report = phase == JobPhase.COMPLETED;
    boolean wanted = row.plan().report().enabled();
    all.list.add(
        "ReportReady",
        report && wanted,
        wanted ? report ? "Written" : "NotYet" : "NotWanted",
        wanted ? "" : "spec.report.enabled is false");
    boolean tornDown = (ended || draft) && gone;
    Optional<Instant> kept = tornDown ? Optional.empty() : Retention.until(job, row);
    all.list.add(
        "TornDown",
        tornDown,
        tornDown
            ? attempts.isEmpty() ? "NoPod" : "PodGone"
            : kept.isPresent() ? "PodRetained" : "PodMayExist",
        kept.map(
                until ->
                    "spec.podRetention keeps the pod and its GPU until "
                        + ConditionList.seconds(until))
            .orElse(""));
    all.notified(row);
    all.list.add(
        "Complete", report, report ? wanted ? "ReportReady" : "ArtifactsUploaded" : "NotYet", "");
    Failure failure = row.failure();
    boolean failed = ended && !report;
    all.list.add(
        "Failed",
        failed,
        failed && failure != null ? failure.reason().title() : failed ? "Refunded" : "NotFailed",
        failed && failure != null ? failure.message() : "");
    if (failed) {
      Condition why = all.list.all().getLast();
      all.list.failed(why.getReason(), why.getMessage());
    } else {
      all.list.underWay(!ended && !draft, waiting);
    }
    return all.list.all();
  }

  /** Whether the run's last pod is healthy, and if it has no node yet, what it waits for. */
  private void podReady(@Nullable Attempt last) {
    if (last == null) {
      list.add("PodReady", false, "NoHealthyPod", "");
    } else if (last.goneAt() != null) {
      list.add("PodReady", false, "PodGone", "");
    } else if (last.runningAt() != null) {
      list.add("PodReady", true, "Healthy", "");
    } else if (last.boundAt() == null && last.waiting() != null) {
      list.add("PodReady", false, "NoNode", last.waiting());
    } else {
      list.add("PodReady", false, "NoHealthyPod", "");
    }
  }

  /** Whether those who asked for it were told of the report; only for a job that asks. */
  private void notified(JobRow row) {
    int webhooks = row.plan().report().webhooks().size();
    if (webhooks == 0) {
      return;
    }
    Optional<Notice> open =
        row.notices().stream()
            .filter(notice -> notice.state() != Notice.State.DELIVERED)
            .findFirst();
    boolean all = row.notices().size() == webhooks && open.isEmpty();
    list.add(
        "Notified",
        all,
        all ? "Delivered" : open.isPresent() ? "WebhookFailed" : "NotYet",
        open.map(
                notice ->
                    "spec.report.notify[%d]: %s%s"
                        .formatted(
                            notice.webhook(),
                            notice.message(),
                            notice.settled() ? "" : "; this is tried again"))
            .orElse(""));
  }
}
