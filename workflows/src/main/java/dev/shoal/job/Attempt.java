package dev.shoal.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One pod of a job, as the ledger has it. Times are null until they came.
 *
 * @param waiting what held it back when it was last looked at, before it had a node
 */
public record Attempt(
    String jobId,
    int attempt,
    int run,
    String podName,
    @Nullable String podUid,
    @Nullable String waiting,
    @Nullable String node,
    int gpuCount,
    Instant createdAt,
    @Nullable Instant boundAt,
    @Nullable Instant runningAt,
    @Nullable Instant goneAt,
    @Nullable String reason,
    boolean estimated,
    double gpuSeconds) {}
