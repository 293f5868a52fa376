package dev.shoal.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a run starts with. All else is in the row: workflow histories hold ids alone.
 *
 * @param firstAttempt number of the run's first pod
 * @param deadlineEpochMillis when the run must have ended, if ever
 */
public record SimulationInput(JobRef job, int firstAttempt, @Nullable Long deadlineEpochMillis) {}
