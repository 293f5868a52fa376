package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.FailureStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.operator.status.StatusChange;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes Events about jobs. They are for people; a lost one harms nothing, so they are written
 * one after the other beside the reconciler, which never waits for them.
 */
public final class JobEvents {
  private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int MOST_WAITING = 10_000;

  private final KubernetesClient client;
  private final Clock clock;
  private final ExecutorService writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("events").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  public JobEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Tells what is new. */
  void tell(SimulationJob job, StatusChange change) {
    change
        .stalled()
        .ifPresent(
            stalled ->
                tell(job, "Warning", stalled.getReason(), String.valueOf(stalled.getMessage())));
    change
        .givenUp()
        .forEach(
            attempt ->
                tell(
                    job,
                    "Warning",
                    String.valueOf(attempt.reason()),
                    "pod attempt %d on node %s was given up"
                        .formatted(attempt.number(), attempt.node())));
    FailureStatus failure = change.status().failure();
    change
        .entered()
        .ifPresent(
            phase -> {
              if (phase == Phase.FAILED && failure != null) {
                tell(job, "Warning", failure.reason(), failure.message());
              } else {
                tell(job, "Normal", title(phase), message(phase, change.status()));
              }
            });
  }

  void tell(SimulationJob job, String type, String reason, String message) {
    tell(
        new ObjectReferenceBuilder()
            .withName(job.getMetadata().getName())
            .withNamespace(job.getMetadata().getNamespace())
            .withUid(job.getMetadata().getUid())
            .build(),
        type,
        reason,
        message);
  }

  /** Tells of a job that is known by namespace, name and uid alone. */
  void tell(ObjectReference job, String type, String reason, String message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String bounded =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(job.getName() + ".")
            .withNamespace(job.getNamespace())
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(HasMetadata.getApiVersion(SimulationJob.class))
            .withKind(HasMetadata.getKind(SimulationJob.class))
            .withName(job.getName())
            .withNamespace(job.getNamespace())
            .withUid(job.getUid())
            .endInvolvedObject()
            .withType(type)
            .withReason(reason)
            .withMessage(bounded)
            .withFirstTimestamp(now.toString())
            .withLastTimestamp(now.toString())
            .withCount(1)
            .withNewSource()
            .withComponent("shoal-operator")
            .endSource()
            .build();
    writer.execute(() -> write(event));
  }

  private void write(Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      LOG.debug("an event was lost: {}", e.getMessage());
    }
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
