package dev.shoal.workflow;

/**
 * What a run has to do before it needs a GPU, and its limits.
 *
 * @param accepted false if there is no row for the run: then it ends without effect
 */
public record Preparation(
    boolean accepted, boolean enrichSeed, boolean deriveMarkets, RunLimits limits) {}
