package dev.shoal.operator.work;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Looks at a name again whose resource has gone. With all events as triggers JOSDK forgets what it
 * knows of a name once the deletion was reconciled, and with it the event of a resource that was
 * made under the same name meanwhile: nobody would look at that one.
 *
 * @param <R> the resource
 */
final class Namesakes<R extends HasMetadata> extends AbstractEventSource<Void, R> {
  /** Forgetting comes right after the reconciliation, but a machine may stand still. */
  private static final List<Duration> LOOKS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private final IndexedResourceCache<R> cache;
  private final Timer timer = new Timer("namesakes", true);

  Namesakes(Class<R> type, IndexedResourceCache<R> cache) {
    super(Void.class, "namesakes-" + HasMetadata.getPlural(type));
    this.cache = cache;
  }

  /** A resource of this name is gone. */
  void gone(ResourceID name) {
    for (Duration later : LOOKS) {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              look(name);
            }
          },
          later.toMillis());
    }
  }

  private void look(ResourceID name) {
    // Any other event would be passed over: nothing is known of the name.
    cache
        .get(name)
        .map(found -> new ResourceEvent(ResourceAction.UPDATED, name, found))
        .filter(event -> isRunning())
        .ifPresent(getEventHandler()::handleEvent);
  }

  @Override
  public Set<Void> getSecondaryResources(R primary) {
    return Set.of();
  }

  @Override
  public void stop() throws OperatorException {
    timer.cancel();
    super.stop();
  }
}
