package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.Attempt;
import dev.shoal.job.Failure;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.operator.decision.Decision;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a job; lastTransitionTime moves only when the status of one does. */
final class Conditions {
  private final SimulationJob job;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

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
    boolean podReady =
        !ofRun.isEmpty() && ofRun.getLast().runningAt() != null && ofRun.getLast().goneAt() == null;
    boolean gone = attempts.stream().allMatch(attempt -> attempt.goneAt() != null);
    boolean ended = phase.terminal();
    boolean draft = phase == JobPhase.DRAFT;
    all.add("Accepted", !draft, draft ? "Suspended" : "Accepted", draft ? "suspended" : "");
    all.add(
        "PodReady",
        podReady,
        podReady ? "Healthy" : gone && !ofRun.isEmpty() ? "PodGone" : "NoHealthyPod",
        "");
    all.add("Running", phase == JobPhase.RUNNING, phase.title(), "");
    all.add(
        "ArtifactsUploaded",
        row.simDataAvailable(),
        row.simDataAvailable() ? "Verified" : "NotYet",
        "");
    boolean report = phase == JobPhase.COMPLETED;
    all.add("ReportReady", report, report ? "Written" : "NotYet", "");
    boolean tornDown = (ended || draft) && gone;
    all.add(
        "TornDown",
        tornDown,
        tornDown ? attempts.isEmpty() ? "NoPod" : "PodGone" : "PodMayExist",
        "");
    all.add("Complete", report, report ? "ReportReady" : "NotYet", "");
    Failure failure = row.failure();
    boolean failed = ended && !report;
    all.add(
        "Failed",
        failed,
        failed && failure != null ? failure.reason().title() : failed ? "Refunded" : "NotFailed",
        failed && failure != null ? failure.message() : "");
    all.reconciling(!ended && !draft, waiting);
    return all.conditions;
  }

  /** What kstatus reads: work is under way, or can't go on. */
  private void reconciling(boolean underWay, Optional<Decision.Waiting> waiting) {
    add("Reconciling", underWay, underWay ? "InProgress" : "Settled", "");
    add(
        "Stalled",
        waiting.isPresent(),
        waiting.map(why -> why.reason().title()).orElse("NotStalled"),
        waiting.map(Decision.Waiting::message).orElse(""));
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
        .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
