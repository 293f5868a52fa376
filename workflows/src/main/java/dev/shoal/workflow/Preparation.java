package dev.shoal.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a run has to do before it needs a GPU, and its limits.
 *
 * @param accepted false if there is no row for the run: then it ends without effect
 * @param reportAttempt whose artifacts the run only writes a report about, if it does
 */
public record Preparation(
    boolean accepted,
    boolean enrichSeed,
    boolean deriveMarkets,
    RunLimits limits,
    @Nullable Integer reportAttempt) {}
