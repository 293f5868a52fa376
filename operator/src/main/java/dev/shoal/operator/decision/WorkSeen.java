package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.WorkStatus;
import dev.shoal.work.Work;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision about a resource rests on whose row is work.
 *
 * @param told its status
 * @param suspended whether its spec wants nothing to run
 * @param secondsToLive after its end; null for ever
 * @param planning what a start would do
 * @param podsLeft whether any pod is left, or something that makes pods
 * @param <P> the kind's plan
 * @param <F> the kind's findings
 */
public record WorkSeen<P, F>(
    HasMetadata resource,
    @Nullable WorkStatus told,
    Optional<Work<P, F>> row,
    boolean suspended,
    @Nullable Long secondsToLive,
    Planning<P> planning,
    boolean podsLeft,
    Instant now)
    implements Seen {

  @Override
  public boolean accepted() {
    return row.isPresent();
  }

  @Override
  public boolean open() {
    return row.isPresent() && row.get().state().open();
  }

  /** What pods cost is written down before they go. */
  @Override
  public boolean ledgerOpen() {
    return false;
  }

  /**
   * Whether the resource says that its work has ended. Without its row, which somebody deleted,
   * that is all there is to know: it must not run, and cost, once more.
   */
  public boolean endedOnce() {
    return told != null && told.phase() != null && told.phase().terminal();
  }

  /** The status tells of a run that has not ended, and there is no row of it. */
  public boolean lostItsRow() {
    return row.isEmpty() && told != null && told.run() != null && !endedOnce();
  }
}
