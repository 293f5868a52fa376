package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.PodRetention;
import dev.shoal.api.v1alpha1.RetentionPolicy;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import java.time.Instant;
import java.util.Optional;

/** Until when the last pod of a failed job stays, by {@code spec.podRetention} as it is now. */
public final class Retention {
  private static final int DEFAULT_SECONDS = 600;

  private Retention() {}

  /** When the pod goes; empty for a job that keeps none. */
  public static Optional<Instant> until(SimulationJob job, JobRow row) {
    PodRetention retention = job.getSpec().podRetention();
    Instant ended = row.completedAt();
    if (retention == null
        || retention.policy() != RetentionPolicy.ON_FAILURE
        || row.phase() != JobPhase.FAILED
        || ended == null
        || job.getMetadata().getDeletionTimestamp() != null) {
      return Optional.empty();
    }
    Integer seconds = retention.seconds();
    return Optional.of(ended.plusSeconds(seconds == null ? DEFAULT_SECONDS : seconds));
  }
}
