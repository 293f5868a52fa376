package dev.shoal.workflow;

import io.temporal.activity.ActivityInterface;

/** The report's only step. */
@ActivityInterface
public interface ReportActivities {
  /** Reads the artifacts, writes the report, completes the run; does nothing if it has ended. */
  void writeReport(JobRef job, int attempt);
}
