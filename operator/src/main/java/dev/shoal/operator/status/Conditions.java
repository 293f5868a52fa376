package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.Attempt;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Notice;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Retention;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of a job; lastTransitionTime moves only when the status of one does. */
final class Conditions {
  private final SimulationJob job;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  /** What passes by itself: a job that waits for it is still being worked on. */
  private static final Set<Reason> PASSING =
      Set.of(Reason.TEMPORAL_UNAVAILABLE, Reason.DATABASE_UNAVAILABLE, Reason.EARLIER_RUN_ENDING);

  private Conditions(SimulationJob job, Instant now) {
    this.job = job;
    this.now = now;
  }

  static List<Condition> unstarted(
      SimulationJob job, Phase phase, Optional<Decision.Waiting> waiting, Instant now) {
    Conditions all = new Conditions(job, now);
    if (phase == Phase.DRAFT) {
      all.add("Accepted", false, "Suspended", "spec.suspend is true: set it to false to start");
    } else {
      waiting.ifPresent(why -> all.add("Accepted", false, why.reason().title(), why.message()));
    }
    all.reconciling(phase != Phase.DRAFT, waiting);
    return all.conditions;
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
    all.add("Accepted", !draft, draft ? "Suspended" : "Accepted", draft ? "suspended" : "");
    all.podReady(ofRun.isEmpty() ? null : ofRun.getLast());
    all.add("Running", phase == JobPhase.RUNNING, phase.title(), "");
    all.add(
        "ArtifactsUploaded",
        row.simDataAvailable(),
        row.simDataAvailable() ? "Verified" : "NotYet",
        "");
    boolean report = phase == JobPhase.COMPLETED;
    boolean wanted = row.plan().report().enabled();
    all.add(
        "ReportReady",
        report && wanted,
        wanted ? report ? "Written" : "NotYet" : "NotWanted",
        wanted ? "" : "spec.report.enabled is false");
    boolean tornDown = (ended || draft) && gone;
    Optional<Instant> kept = tornDown ? Optional.empty() : Retention.until(job, row);
    all.add(
        "TornDown",
        tornDown,
        tornDown
            ? attempts.isEmpty() ? "NoPod" : "PodGone"
            : kept.isPresent() ? "PodRetained" : "PodMayExist",
        kept.map(until -> "spec.podRetention keeps the pod and its GPU until " + seconds(until))
            .orElse(""));
    all.notified(row);
    all.add(
        "Complete", report, report ? wanted ? "ReportReady" : "ArtifactsUploaded" : "NotYet", "");
    Failure failure = row.failure();
    boolean failed = ended && !report;
    all.add(
        "Failed",
        failed,
        failed && failure != null ? failure.reason().title() : failed ? "Refunded" : "NotFailed",
        failed && failure != null ? failure.message() : "");
    if (failed) {
      Condition why = all.conditions.getLast();
      all.reconciling(false, true, why.getReason(), why.getMessage());
    } else {
      all.reconciling(!ended && !draft, waiting);
    }
    return all.conditions;
  }

  /** Whether the run's last pod is healthy, and if it has no node yet, what it waits for. */
  private void podReady(@Nullable Attempt last) {
    if (last == null) {
      add("PodReady", false, "NoHealthyPod", "");
    } else if (last.goneAt() != null) {
      add("PodReady", false, "PodGone", "");
    } else if (last.runningAt() != null) {
      add("PodReady", true, "Healthy", "");
    } else if (last.boundAt() == null && last.waiting() != null) {
      add("PodReady", false, "NoNode", last.waiting());
    } else {
      add("PodReady", false, "NoHealthyPod", "");
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
    add(
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

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void reconciling(boolean underWay, Optional<Decision.Waiting> waiting) {
    reconciling(
        underWay
            && waiting
                .map(Decision.Waiting::reason)
                .filter(reason -> !PASSING.contains(reason))
                .isEmpty(),
        waiting.isPresent(),
        waiting.map(why -> why.reason().title()).orElse("NotStalled"),
        waiting.map(Decision.Waiting::message).orElse(""));
  }

  /** What kstatus reads: work is under way, or can't go on; so a job that failed can't. */
  private void reconciling(boolean underWay, boolean stalled, String reason, String message) {
    add("Reconciling", underWay, underWay ? "InProgress" : "Settled", "");
    add("Stalled", stalled, reason, message);
  }

  private void add(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    conditions.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withObservedGeneration(job.getMetadata().getGeneration())
            .withLastTransitionTime(since(type, status))
            .build());
  }

  private String since(String type, String status) {
    SimulationJobStatus before = job.getStatus();
    List<Condition> old =
        before == null || before.conditions() == null ? List.of() : before.conditions();
    return old.stream()
        .filter(
            condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()))
        .map(Condition::getLastTransitionTime)
        .findFirst()
        .orElse(seconds(now));
  }
}
