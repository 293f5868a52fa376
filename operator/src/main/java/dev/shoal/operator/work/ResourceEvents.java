package dev.shoal.operator.work;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes Events about resources. They are for people; a lost one harms nothing, so they are
 * written one after the other beside the reconciler, which never waits for them.
 */
public final class ResourceEvents {
  /** Type of an Event about what is as it should be. */
  public static final String NORMAL = "Normal";

  /** Type of an Event about what is not. */
  public static final String WARNING = "Warning";

  private static final Logger LOG = LoggerFactory.getLogger(ResourceEvents.class);
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

  public ResourceEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Tells of a resource. */
  public void tell(HasMetadata resource, String type, String reason, String message) {
    tell(
        new ObjectReferenceBuilder()
            .withApiVersion(HasMetadata.getApiVersion(resource.getClass()))
            .withKind(HasMetadata.getKind(resource.getClass()))
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .withUid(resource.getMetadata().getUid())
            .build(),
        type,
        reason,
        message);
  }

  /** Tells of a resource that is known by reference alone. */
  public void tell(ObjectReference resource, String type, String reason, String message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String bounded =
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName(resource.getName() + ".")
            .withNamespace(resource.getNamespace())
            .endMetadata()
            .withInvolvedObject(resource)
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
}
