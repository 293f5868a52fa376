package dev.shoal.job;

import java.time.Duration;
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
    double gpuSeconds) {
  private static final Duration NEAR = Duration.ofSeconds(1);

  /**
   * Whether a pod's end was seen near enough for the ledger to be within two seconds of the truth:
   * when it was bound, the API server tells in whole ones, so that the end has one second left.
   *
   * @param lastSeen when the pod was asked for last and was there
   * @param gone when it was found to be gone
   */
  public static boolean observed(Instant lastSeen, Instant gone) {
    return Duration.between(lastSeen, gone).compareTo(NEAR) <= 0;
  }
}
