package dev.shoal.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a run has to do before it needs a GPU, and its limits.
 *
 * @param accepted false if there is no row for the run: then it ends without effect
 * @param reportAttempt whose artifacts the run only writes a report about, if it does
 * @param withoutReport whether the run is over once its artifacts are saved
 * @param webhooks whether somebody is to be told of the report
 */
public record Preparation(
    boolean accepted,
    boolean enrichSeed,
    boolean deriveMarkets,
    RunLimits limits,
    @Nullable Integer reportAttempt,
    boolean withoutReport,
    boolean webhooks) {

  /** There is no row for the run. */
  public static Preparation refused(RunLimits limits) {
    return new Preparation(false, false, false, limits, null, false, false);
  }
}
