package dev.shoal.operator.work;

import dev.shoal.persistence.Database;
import dev.shoal.persistence.RowListener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Wakes the reconciler when the database says that a resource's row has changed. */
public final class RowChanges<R extends HasMetadata> extends AbstractEventSource<Void, R> {
  private final Database database;
  private final String channel;
  private final Supplier<Stream<ResourceID>> known;
  private @Nullable RowListener listener;

  /**
   * @param channel that tells of them
   * @param known all resources in the cache, to be looked at after a gap in listening
   */
  public RowChanges(Database database, String channel, Supplier<Stream<ResourceID>> known) {
    super(Void.class, "row-changes");
    this.database = database;
    this.channel = channel;
    this.known = known;
  }

  @Override
  public void start() throws OperatorException {
    super.start();
    RowListener started =
        new RowListener(
            database,
            channel,
            new RowListener.Handler() {
              @Override
              public void changed(String namespace, String name) {
                wake(new ResourceID(name, namespace));
              }

              @Override
              public void resync() {
                known.get().forEach(RowChanges.this::wake);
              }
            });
    listener = started;
    started.start();
  }

  @Override
  public void stop() throws OperatorException {
    super.stop();
    RowListener running = listener;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public Set<Void> getSecondaryResources(R primary) {
    return Set.of();
  }

  private void wake(ResourceID resource) {
    getEventHandler().handleEvent(new Event(resource));
  }
}
