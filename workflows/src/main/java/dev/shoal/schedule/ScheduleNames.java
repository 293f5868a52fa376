package dev.shoal.schedule;

import java.time.Duration;
import java.time.Instant;

/** Names around a WorkflowSchedule, so that nobody has to remember them. */
public final class ScheduleNames {
  /** Label of what a schedule made: its UID. */
  public static final String SCHEDULE_UID = "shoal.dev/schedule-uid";

  /** Label of what a schedule made: its name. */
  public static final String SCHEDULE_NAME = "shoal.dev/schedule";

  private static final String PREFIX = "schedule-";

  private ScheduleNames() {}

  /** Id of the Temporal Schedule, and the beginning of its workflows' ids. */
  public static String scheduleId(String id) {
    return PREFIX + id;
  }

  /** Name of what a start makes: the same for the same minute. */
  public static String child(String schedule, Instant due) {
    return schedule + "-" + due.getEpochSecond() / Duration.ofMinutes(1).toSeconds();
  }
}
