package dev.shoal.reportrun;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.MarkdownTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** GPU time and its price, the most first. */
public record GpuCost(List<Line> lines) {
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);
  private static final int CENTS = 2;

  /**
   * What a tier cost a namespace.
   *
   * @param tier a tier's name; for trainings, that they are
   * @param gpuSeconds of the period alone
   * @param pricePerGpuHour in the currency of the tiers; null where none is known
   */
  public record Line(
      String namespace,
      String tier,
      long jobs,
      double gpuSeconds,
      @Nullable BigDecimal pricePerGpuHour) {

    @Nullable BigDecimal cost() {
      BigDecimal price = pricePerGpuHour;
      return price == null
          ? null
          : price
              .multiply(BigDecimal.valueOf(gpuSeconds))
              .divide(SECONDS_AN_HOUR, CENTS, RoundingMode.HALF_UP);
    }
  }

  /** As a report. */
  public Briefing briefing(String scope, Period period) {
    double hours = lines.stream().mapToDouble(Line::gpuSeconds).sum() / 3_600;
    BigDecimal cost =
        lines.stream()
            .map(Line::cost)
            .filter(Objects::nonNull)
            .reduce(BigDecimal.ZERO.setScale(CENTS), BigDecimal::add);
    MarkdownTable table =
        new MarkdownTable("Namespace", "Tier", "Jobs", "GPU hours", "Price an hour", "Cost");
    lines.forEach(
        line ->
            table.row(
                line.namespace(),
                line.tier(),
                line.jobs(),
                hours(line.gpuSeconds() / 3_600),
                Objects.requireNonNullElse(line.pricePerGpuHour(), "unknown"),
                Objects.requireNonNullElse(line.cost(), "unknown")));
    return new Briefing(
        "GPU cost in %s, %s".formatted(scope, period),
        "%s GPU hours, %s in cost where a price is known.".formatted(hours(hours), cost),
        lines.isEmpty() ? "No GPU was held." : table.toString());
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, "%.2f", hours);
  }
}
