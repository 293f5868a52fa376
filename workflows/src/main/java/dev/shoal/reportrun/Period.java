package dev.shoal.reportrun;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Whole days in UTC and what has passed of the last one: {@code from <= t < to}. */
public record Period(Instant from, Instant to) {
  /**
   * The days before an instant.
   *
   * @param days that there are, the one of {@code to} among them; from 1
   */
  public static Period ending(Instant to, int days) {
    LocalDate first = to.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(days - 1L);
    return new Period(first.atStartOfDay(ZoneOffset.UTC).toInstant(), to);
  }

  @Override
  public String toString() {
    return "%s to %s UTC".formatted(minute(from), minute(to));
  }

  private static String minute(Instant at) {
    return at.toString().substring(0, "2026-01-01T00:00".length()).replace('T', ' ');
  }
}
