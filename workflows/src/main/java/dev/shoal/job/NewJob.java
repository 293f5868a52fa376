package dev.shoal.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job to be accepted.
 *
 * @param contentHash of what makes the job what it is: two with the same are duplicates
 * @param rerunNonce of the spec: what it is at the start asks for nothing
 * @param before what the job did before its row was lost
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
    @Nullable String rerunNonce,
    Before before) {

  /**
   * What a job without a row is known to have done.
   *
   * @param run newest run, 0 for a job that is new
   * @param attempt newest attempt, 0 for none
   */
  public record Before(int run, int attempt) {
    /** The job is new. */
    public static final Before NOTHING = new Before(0, 0);
  }
}
