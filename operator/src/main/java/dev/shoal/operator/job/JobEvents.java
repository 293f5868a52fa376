package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes Events about jobs. They are for people; a lost one harms nothing, so they are written
 * one after the other beside the reconciler, which never waits for them.
 */
final class JobEvents {
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

  JobEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Tells what changed from one status to the next. */
  void tellChange(
      SimulationJob job, @Nullable SimulationJobStatus before, SimulationJobStatus after) {
    String stalled = stalledReason(after);
    if (stalled != null && (before == null || !stalled.equals(stalledReason(before)))) {
      tell(job, "Warning", stalled, stalledMessage(after));
    }
    givenUp(before, after)
        .forEach(
            attempt ->
                tell(
                    job,
                    "Warning",
                    String.valueOf(attempt.reason()),
                    "pod attempt %d on node %s was given up"
                        .formatted(attempt.number(), attempt.node())));
    Phase phase = after.phase();
    if (phase == null || (before != null && phase == before.phase())) {
      return;
    }
    if (phase == Phase.FAILED && after.failure() != null) {
      tell(job, "Warning", after.failure().reason(), after.failure().message());
    } else {
      tell(job, "Normal", title(phase), message(phase, after));
    }
  }

  /** Attempts whose end nobody was told of yet; the one that ended the job is told with it. */
  private static Stream<AttemptStatus> givenUp(
      @Nullable SimulationJobStatus before, SimulationJobStatus after) {
    Set<Integer> told =
        attempts(before)
            .filter(attempt -> attempt.reason() != null)
            .map(AttemptStatus::number)
            .collect(Collectors.toSet());
    boolean ended = after.phase() != null && after.phase().terminal();
    int last = attempts(after).mapToInt(AttemptStatus::number).max().orElse(0);
    return attempts(after)
        .filter(attempt -> attempt.reason() != null && !told.contains(attempt.number()))
        .filter(attempt -> !ended || attempt.number() < last);
  }

  private static Stream<AttemptStatus> attempts(@Nullable SimulationJobStatus status) {
    return status == null || status.attempts() == null ? Stream.of() : status.attempts().stream();
  }

  void tell(SimulationJob job, String type, String reason, String message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String bounded =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(job.getMetadata().getName() + ".")
            .withNamespace(job.getMetadata().getNamespace())
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(job.getApiVersion())
            .withKind(job.getKind())
            .withName(job.getMetadata().getName())
            .withNamespace(job.getMetadata().getNamespace())
            .withUid(job.getMetadata().getUid())
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

  private static @Nullable String stalledReason(SimulationJobStatus status) {
    if (status.conditions() == null) {
      return null;
    }
    return status.conditions().stream()
        .filter(c -> c.getType().equals("Stalled") && c.getStatus().equals("True"))
        .map(c -> c.getReason())
        .findFirst()
        .orElse(null);
  }

  private static String stalledMessage(SimulationJobStatus status) {
    return status.conditions() == null
        ? ""
        : status.conditions().stream()
            .filter(c -> c.getType().equals("Stalled"))
            .map(c -> c.getMessage())
            .findFirst()
            .orElse("");
  }
}
