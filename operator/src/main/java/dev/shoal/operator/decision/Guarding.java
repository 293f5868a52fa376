package dev.shoal.operator.decision;

import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a resource of any kind is kept until what it holds is gone, and let go. Pure.
 *
 * @param timing how long is waited for what
 */
public record Guarding(OperatorConfig.Timing timing) {
  /** The operator's finalizer. */
  public static final String FINALIZER = "shoal.dev/teardown";

  /** Whether the resource can't go without the operator. */
  public static boolean guarded(HasMetadata resource) {
    return resource.hasFinalizer(FINALIZER);
  }

  /** Keeps the resource, whose run goes on. */
  Decision keep(Seen seen) {
    return guarded(seen.resource()) ? Decision.nothing() : Decision.of(new Step.AddFinalizer());
  }

  /** Lets the resource be deleted whenever somebody does so. */
  Decision release(Seen seen) {
    return guarded(seen.resource()) ? Decision.of(new Step.RemoveFinalizer()) : Decision.nothing();
  }

  /** Somebody deletes the resource: its run is ended, its pods go, then it may go. */
  Decision deleting(Seen seen) {
    HasMetadata resource = seen.resource();
    if (!guarded(resource)) {
      return Decision.nothing();
    }
    Instant since = Instant.parse(resource.getMetadata().getDeletionTimestamp());
    boolean waitedEnough = waited(since, seen.now());
    if (seen.open()) {
      Step stop =
          new Step.Stop(Reason.CANCELLED, "the %s was deleted".formatted(resource.getKind()));
      if (!waitedEnough) {
        return Decision.of(stop).again(timing.look());
      }
      if (seen.podsLeft()) {
        return Decision.of(stop, new Step.ReapPods()).again(timing.look());
      }
      return olderThan(since, timing.finalizerGrace(), seen.now())
          ? Decision.of(new Step.TellAbandoned(), new Step.RemoveFinalizer())
          : Decision.of(stop).again(timing.look());
    }
    if (seen.podsLeft() || seen.ledgerOpen()) {
      return waitedEnough || !seen.accepted()
          ? Decision.of(new Step.ReapPods()).again(timing.look())
          : Decision.nothing().again(timing.look());
    }
    return Decision.of(new Step.RemoveFinalizer());
  }

  /** The run has ended, but a pod is left; its workflow has time to give it back itself. */
  Decision leftover(Seen seen, @Nullable Instant completedAt) {
    return waited(completedAt == null ? seen.now() : completedAt, seen.now())
        ? Decision.of(new Step.ReapPods()).again(timing.look())
        : Decision.nothing().again(timing.look());
  }

  /**
   * The run has ended and nothing of it is left: the resource may go, or its time to live ends it.
   *
   * @param secondsToLive after its end; null for ever
   */
  Decision settled(Seen seen, @Nullable Instant completedAt, @Nullable Long secondsToLive) {
    if (secondsToLive == null || completedAt == null) {
      return release(seen);
    }
    Duration left = Duration.between(seen.now(), completedAt.plusSeconds(secondsToLive));
    if (left.isPositive()) {
      return release(seen).again(left);
    }
    return guarded(seen.resource())
        ? Decision.of(new Step.RemoveFinalizer(), new Step.Expire())
        : Decision.of(new Step.Expire());
  }

  private boolean waited(Instant since, Instant now) {
    return olderThan(since, timing.stopWait(), now);
  }

  private static boolean olderThan(Instant since, Duration limit, Instant now) {
    return Duration.between(since, now).compareTo(limit) >= 0;
  }
}
