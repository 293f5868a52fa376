package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.JobListener;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Wakes the reconciler when the database says that a job's row has changed. */
final class JobChanges extends AbstractEventSource<Void, SimulationJob> {
  private final Database database;
  private final Supplier<Stream<ResourceID>> known;
  private @Nullable JobListener listener;

  /**
   * @param known all jobs in the cache, to be looked at after a gap in listening
   */
  JobChanges(Database database, Supplier<Stream<ResourceID>> known) {
    super(Void.class, "job-changes");
    this.database = database;
    this.known = known;
  }

  @Override
  public void start() throws OperatorException {
    super.start();
    JobListener started =
        new JobListener(
            database,
            new JobListener.Handler() {
              @Override
              public void changed(String namespace, String name) {
                wake(new ResourceID(name, namespace));
              }

              @Override
              public void resync() {
                known.get().forEach(JobChanges.this::wake);
              }
            });
    listener = started;
    started.start();
  }

  @Override
  public void stop() throws OperatorException {
    super.stop();
    JobListener running = listener;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public Set<Void> getSecondaryResources(SimulationJob primary) {
    return Set.of();
  }

  private void wake(ResourceID job) {
    getEventHandler().handleEvent(new Event(job));
  }
}
