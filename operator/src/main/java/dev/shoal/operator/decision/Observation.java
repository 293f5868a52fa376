package dev.shoal.operator.decision;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision about a job rests on.
 *
 * @param tier that the spec names, if it is there
 * @param tiers names of all tiers, for messages
 * @param podsLeft whether any pod of the job is left
 */
public record Observation(
    SimulationJob job,
    Optional<JobRow> row,
    List<Attempt> attempts,
    Optional<SimulationTier> tier,
    List<String> tiers,
    Seed seed,
    boolean podsLeft,
    Instant now)
    implements Seen {

  @Override
  public SimulationJob resource() {
    return job;
  }

  @Override
  public boolean accepted() {
    return row.isPresent();
  }

  @Override
  public boolean open() {
    return row.isPresent() && row.get().phase().open();
  }

  /**
   * The workflow saw the pod go and is about to write when; the operator could only estimate it.
   */
  @Override
  public boolean ledgerOpen() {
    return attempts.stream().anyMatch(attempt -> attempt.goneAt() == null);
  }
}
