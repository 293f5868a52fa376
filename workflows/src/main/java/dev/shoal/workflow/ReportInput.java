package dev.shoal.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What a report starts with.
 *
 * @param attempt whose artifacts it reads
 * @param webhooks whether somebody is to be told of it
 */
public record ReportInput(
    JobRef job,
    int attempt,
    RunLimits limits,
    @Nullable Long deadlineEpochMillis,
    boolean webhooks) {}
