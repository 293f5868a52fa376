package dev.shoal.workflow;

import dev.shoal.job.Reason;
import dev.shoal.training.TrainingStep;
import io.temporal.activity.ActivityInterface;

/** Steps of a training. All can be repeated without harm. */
@ActivityInterface(namePrefix = "Training")
public interface TrainingActivities {
  /** Takes the run up, and says what there is to do. */
  TrainingOutline begin(JobRef job);

  /** Looks whether the data set is there and is what the spec says. Beats. */
  void validateDataset(JobRef job);

  /** Creates a step's Job, or finds it created. */
  void createJob(JobRef job, TrainingStep step);

  /** Follows a step's Job to its end; what it tells goes into the row. Beats. */
  void monitorJob(JobRef job, TrainingStep step);

  /** Deletes the Jobs and their pods, and waits until they are gone. Beats. */
  void cleanupResources(JobRef job);

  /** Keeps what the training found, and ends the run. */
  void finish(JobRef job);

  void markFailed(JobRef job, Reason reason, String message);

  void markSuspended(JobRef job);
}
