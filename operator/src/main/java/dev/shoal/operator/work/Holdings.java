package dev.shoal.operator.work;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Instant;
import java.util.List;

/**
 * What resources of a kind have in the cluster: pods, or what makes them.
 *
 * @param <R> the resource
 */
public interface Holdings<R extends HasMetadata> {
  /**
   * Something of a resource.
   *
   * @param id UID of the resource
   */
  record Held(String namespace, String id, Instant since) {}

  /** What wakes the reconciler when something of a resource comes or goes. */
  List<EventSource<?, R>> sources(EventSourceContext<R> context);

  /** Whether the API server has anything of a resource. */
  boolean left(String namespace, String id);

  /** Deletes all that a resource has. */
  void reap(String namespace, String id);

  /** All that is there, of whichever resource. */
  List<Held> all();
}
