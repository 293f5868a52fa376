package dev.shoal.pod.llm;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a model's server that hangs: no new token for a minute while requests wait. Such a server
 * goes on to answer that it is well.
 */
public final class ModelWatch implements ModelProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ModelProbe probe;
  private final LongSupplier nanoClock;
  private double tokens = -1;
  private long movedAt;
  private volatile @Nullable String problem;

  /**
   * @param nanoClock steady, in nanoseconds
   */
  public ModelWatch(ModelProbe probe, LongSupplier nanoClock) {
    this.probe = probe;
    this.nanoClock = nanoClock;
    this.movedAt = nanoClock.getAsLong();
  }

  @Override
  public Readiness readiness() {
    String hung = problem;
    return hung == null ? probe.readiness() : new Readiness(false, hung);
  }

  @Override
  public Optional<Load> load() {
    return probe.load();
  }

  /** Looks once; to be called every few seconds by one thread. */
  public void look() {
    Optional<ModelProbe.Load> load = probe.load();
    long now = nanoClock.getAsLong();
    boolean still = load.isPresent() && load.get().waiting() > 0 && load.get().tokens() == tokens;
    if (!still) {
      movedAt = now;
      tokens = load.map(ModelProbe.Load::tokens).orElse(-1.0);
    }
    problem =
        now - movedAt >= PATIENCE.toNanos()
            ? "the model server has made no token for %d s while requests wait"
                .formatted(PATIENCE.toSeconds())
            : null;
  }

  /** Why the server doesn't count as ready any more; for any thread. */
  public @Nullable String problem() {
    return problem;
  }
}
