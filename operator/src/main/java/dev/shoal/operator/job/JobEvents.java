package dev.shoal.operator.job;

import static dev.shoal.operator.work.ResourceEvents.NORMAL;
import static dev.shoal.operator.work.ResourceEvents.WARNING;

import dev.shoal.api.v1alpha1.FailureStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.operator.status.StatusChange;
import dev.shoal.operator.work.ResourceEvents;
import java.util.Locale;

/** Tells what is new of a job. */
final class JobEvents {
  private final ResourceEvents events;

  JobEvents(ResourceEvents events) {
    this.events = events;
  }

  /** Tells what is new. */
  void tell(SimulationJob job, StatusChange change) {
    change
        .stalled()
        .ifPresent(
            stalled ->
                events.tell(
                    job, WARNING, stalled.getReason(), String.valueOf(stalled.getMessage())));
    change
        .givenUp()
        .forEach(
            attempt ->
                events.tell(
                    job,
                    WARNING,
                    String.valueOf(attempt.reason()),
                    "pod attempt %d on node %s was given up"
                        .formatted(attempt.number(), attempt.node())));
    FailureStatus failure = change.status().failure();
    change
        .entered()
        .ifPresent(
            phase -> {
              if (phase == Phase.FAILED && failure != null) {
                events.tell(job, WARNING, failure.reason(), failure.message());
              } else {
                events.tell(job, NORMAL, title(phase), message(phase, change.status()));
              }
            });
  }

  private static String title(Phase phase) {
    return phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static String message(Phase phase, SimulationJobStatus status) {
    return switch (phase) {
      case DRAFT -> "suspended: no GPU is held";
      case PENDING -> "accepted";
      case PROVISIONING -> "pod attempt " + status.attempt() + " is being provided";
      case RUNNING -> "the simulation runs on node " + status.node();
      case REPORTING -> "the artifacts are saved, the report is being written";
      case COMPLETED -> "completed: " + status.keyInsight();
      case FAILED -> "failed";
    };
  }
}
