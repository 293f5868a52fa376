package dev.shoal.reportrun;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.MarkdownTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What was submitted and what ended, day by day.
 *
 * @param days of the period on which something was
 * @param failures by reason, the commonest first
 */
public record DailyJobs(List<Day> days, List<Failures> failures) {
  /**
   * A day in UTC.
   *
   * @param kind of the work
   * @param gpuHours of the pods that were given back on the day
   */
  public record Day(
      LocalDate day, String kind, long submitted, long completed, long failed, double gpuHours) {}

  /** How often work of a kind failed for a reason. */
  public record Failures(String kind, String reason, long times) {}

  /** As a report. */
  public Briefing briefing(String scope, Period period) {
    long submitted = days.stream().mapToLong(Day::submitted).sum();
    long completed = days.stream().mapToLong(Day::completed).sum();
    long failed = days.stream().mapToLong(Day::failed).sum();
    MarkdownTable table =
        new MarkdownTable("Day", "Kind", "Submitted", "Completed", "Failed", "GPU hours");
    days.forEach(
        day ->
            table.row(
                day.day(),
                day.kind(),
                day.submitted(),
                day.completed(),
                day.failed(),
                String.format(Locale.ROOT, "%.2f", day.gpuHours())));
    MarkdownTable why = new MarkdownTable("Kind", "Reason", "Times");
    failures.forEach(one -> why.row(one.kind(), one.reason(), one.times()));
    return new Briefing(
        "Jobs in %s, %s".formatted(scope, period),
        "%d submitted, %d completed, %d failed.".formatted(submitted, completed, failed),
        (days.isEmpty() ? "Nothing was submitted and nothing ended.\n" : table)
            + (failures.isEmpty() ? "" : "\n## Why they failed\n\n" + why));
  }
}
