package dev.shoal.workflow;

import dev.shoal.job.Reason;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Steps of a SourceSync. All can be repeated without harm; a channel may be told twice. */
@ActivityInterface(namePrefix = "Source")
public interface SourceActivities {
  /** Takes the run up; the names of its sources, none if there is no row for it. */
  List<String> begin(JobRef run);

  /** Reads what is new of a source, from where an earlier try was. Beats. */
  void sync(JobRef run, String source);

  /** Writes down that a source could not be read. */
  void noteFailure(JobRef run, String source, Reason reason, String message);

  /** Tells whom it concerns; true if all sources were read. */
  boolean report(JobRef run);

  void succeed(JobRef run);

  void markFailed(JobRef run, Reason reason, String message);

  void markSuspended(JobRef run);
}
