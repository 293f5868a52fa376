package dev.shoal.operator.work;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/**
 * Of kinds that have nothing in the cluster.
 *
 * @param <R> the resource
 */
public final class NoHoldings<R extends HasMetadata> implements Holdings<R> {
  @Override
  public List<EventSource<?, R>> sources(EventSourceContext<R> context) {
    return List.of();
  }

  @Override
  public boolean left(String namespace, String id) {
    return false;
  }

  @Override
  public void reap(String namespace, String id) {
    // there is nothing
  }

  @Override
  public List<Held> all() {
    return List.of();
  }
}
