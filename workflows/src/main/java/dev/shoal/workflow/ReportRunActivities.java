package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityInterface;

/** Steps of a ReportRun. All can be repeated without harm; a channel may be told twice. */
@ActivityInterface(namePrefix = "ReportRun")
public interface ReportRunActivities {
  /** Takes the run up; false if there is no row for it. */
  boolean begin(JobRef run);

  /** Makes the report and stores it. */
  void render(JobRef run);

  /** Sends what is stored, if it is to be sent. */
  void send(JobRef run);

  void succeed(JobRef run);

  void markFailed(JobRef run, Reason reason, String message);

  void markSuspended(JobRef run);
}
