package dev.shoal.workflow;

import dev.shoal.schedule.ScheduleRef;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Steps of a start. */
@ActivityInterface
public interface ScheduleActivities {
  /**
   * Makes what the schedule's template says, once for each minute that it is due at, and keeps what
   * became of it.
   *
   * @param dueSeconds since the epoch
   */
  @ActivityMethod(name = "StartScheduled")
  void start(ScheduleRef schedule, long dueSeconds);
}
