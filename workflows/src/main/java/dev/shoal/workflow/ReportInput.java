package dev.shoal.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a report starts with.
 *
 * @param attempt whose artifacts it reads
 */
public record ReportInput(
    JobRef job, int attempt, RunLimits limits, @Nullable Long deadlineEpochMillis) {}
