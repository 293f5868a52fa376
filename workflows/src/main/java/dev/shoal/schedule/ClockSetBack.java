package dev.shoal.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Hours that clocks have twice, as when daylight saving ends. As cron(8) of Debian has it: what is
 * due at a fixed hour comes once, what is due in every hour comes in both. Temporal gives both in
 * some zones, and the later one alone in others.
 */
public final class ClockSetBack {
  private static final int HOUR_FIELD = 1;

  private ClockSetBack() {}

  /**
   * When clocks showed the time of a start before, if that start would have been the same.
   *
   * @param cron five fields, or a word such as {@code @daily}
   */
  public static Optional<Instant> before(String cron, ZoneId zone, Instant due) {
    ZonedDateTime local = due.atZone(zone);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local.toLocalDateTime());
    return offsets.size() > 1 && !local.getOffset().equals(offsets.getFirst()) && fixedHours(cron)
        ? Optional.of(local.toLocalDateTime().toInstant(offsets.getFirst()))
        : Optional.empty();
  }

  private static boolean fixedHours(String cron) {
    return cron.startsWith("@")
        ? !cron.equals("@hourly")
        : !cron.split(" ", -1)[HOUR_FIELD].contains("*");
  }
}
