package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityInterface;

/** Steps of a ScriptRun. All can be repeated without harm. */
@ActivityInterface(namePrefix = "Script")
public interface ScriptActivities {
  /** Takes the run up, and says what there is to do. */
  ScriptOutline begin(JobRef run);

  /** Creates an attempt's pod once every earlier one is gone, and waits until it answers. Beats. */
  void providePod(ScriptPodRef pod);

  /**
   * Has the pod run the script and store what it wrote; fails with its reason if the script did.
   * Beats.
   */
  void execute(ScriptPodRef pod);

  /** Deletes the run's pods, and waits until they are gone. Beats. */
  void removePods(JobRef run);

  void succeed(JobRef run);

  void markFailed(JobRef run, Reason reason, String message);

  void markSuspended(JobRef run);
}
