package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityInterface;
import org.jspecify.annotations.Nullable;

/** Short steps of a run. All are safe to repeat. */
@ActivityInterface
public interface JobActivities {
  /** Waits for the row, which commits after the workflow starts, and says what is to be done. */
  Preparation prepare(JobRef job);

  /** Adds findings of a web search to the seed; keeps the plain one if that fails. */
  void enrichSeed(JobRef job);

  /** Makes markets of goal and seed; one market, the goal, if that fails. */
  void deriveMarkets(JobRef job);

  /** Creates the attempt's pod, or adopts the one that an earlier try created. */
  void provisionPod(PodRef pod);

  /** Checks every artifact in the object store and keeps the results in the row. */
  void uploadAndFinalize(PodRef pod, Uploads uploads);

  /**
   * Deletes the attempt's pod; done when it is gone from the API server.
   *
   * @param mayStay whether the pod made its run fail, so that its owner may want to look into it
   */
  void terminatePod(PodRef pod, @Nullable Reason reason, boolean mayStay);

  /** Ends the run as completed, without a report. */
  void completeWithoutReport(JobRef job);

  /** Ends the run as failed. */
  void markFailed(JobRef job, Reason reason, String message);

  /** Ends the run as suspended. */
  void markSuspended(JobRef job);
}
