package dev.shoal.workflow;

import java.time.Duration;

/**
 * Which steps a training has, and its limits.
 *
 * @param accepted false if there is no row for the run: then it ends without effect
 */
public record TrainingOutline(
    boolean accepted, boolean preprocessing, boolean inference, TrainingLimits limits) {

  /** Limits of the steps. */
  public record TrainingLimits(
      Duration validation,
      Duration creation,
      Duration step,
      Duration heartbeat,
      Duration cleanup,
      Duration longestRetry) {}
}
