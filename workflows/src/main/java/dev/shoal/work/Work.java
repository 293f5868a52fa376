package dev.shoal.work;

import dev.shoal.job.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of work.
 *
 * @param id UID of its resource
 * @param plan what the spec asked for when the run began
 * @param findings what is known of the run so far
 * @param <P> the kind's plan
 * @param <F> the kind's findings
 */
public record Work<P, F>(
    String id,
    String namespace,
    String name,
    int run,
    WorkState state,
    P plan,
    F findings,
    @Nullable String workflowId,
    @Nullable String workflowRunId,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Failure failure,
    Instant updatedAt) {

  /** Why it failed. */
  public record Failure(Reason reason, String message) {}
}
