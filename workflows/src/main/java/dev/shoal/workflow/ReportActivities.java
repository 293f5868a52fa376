package dev.shoal.workflow;

import io.temporal.activity.ActivityInterface;

/** The report's steps: its text, which ends the job; its files and news of it may come later. */
@ActivityInterface
public interface ReportActivities {
  /**
   * Reads the artifacts, writes the report, completes the run; does nothing if it has ended.
   *
   * @return whether nothing is left to do: false while the report's files are not stored
   */
  boolean writeReport(JobRef job, int attempt);

  /** Puts the files of a completed run's report into the object store; again is the same. */
  void storeReport(JobRef job, int attempt);

  /** Tells those who asked for it of a completed run's report, each once at least. */
  void tellOfReport(JobRef job);
}
