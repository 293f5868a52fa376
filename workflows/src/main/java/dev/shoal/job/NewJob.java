package dev.shoal.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to be accepted.
 *
 * @param contentHash of what makes the job what it is: two with the same are duplicates
 * @param rerunNonce of the spec: what it is at the start asks for nothing
 */
public record NewJob(
    String jobId,
    String namespace,
    String name,
    String contentHash,
    JobPlan plan,
    String seed,
    Instant startedAt,
    @Nullable Instant deadlineAt,
    @Nullable String rerunNonce) {}
