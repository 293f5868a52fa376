package dev.shoal.workflow;

import java.time.Duration;

/**
 * What a ScriptRun's workflow needs to know of its plan.
 *
 * @param accepted whether there is a row for it
 * @param compound whether it is of simulations
 * @param maxAttempts pods at most
 * @param execution time from the pod's readiness to its files being stored
 */
public record ScriptOutline(
    boolean accepted, boolean compound, int maxAttempts, Duration execution, ScriptLimits limits) {
  /**
   * Limits of the installation's own.
   *
   * @param provision time from the pod's creation to its readiness
   * @param heartbeat of steps that wait
   * @param cleanup time for pods to go
   * @param longestRetry between tries
   */
  public record ScriptLimits(
      Duration provision, Duration heartbeat, Duration cleanup, Duration longestRetry) {}
}
