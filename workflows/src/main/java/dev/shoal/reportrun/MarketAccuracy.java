package dev.shoal.reportrun;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How close markets came to what happened, by Brier's score (1950) and Good's logarithmic score
 * (1952), with the share that happened among forecasts of like height.
 *
 * @param forecasts that there is an outcome for
 * @param unknown outcomes that no market was found for, as job/market
 */
public record MarketAccuracy(List<Forecast> forecasts, List<String> unknown) {
  private static final int FIFTHS = 5;

  /** A forecast this sure is scored as if it were this far from certain, lest one be infinite. */
  private static final double SUREST = 1e-6;

  /**
   * A market's last price and what happened.
   *
   * @param probability of YES, in [0, 1]
   */
  public record Forecast(String job, String question, double probability, boolean happened) {
    /** Squared distance from what happened: 0 is perfect, 0.25 is what 50 % gets, 1 is worst. */
    double brier() {
      double error = probability - (happened ? 1 : 0);
      return error * error;
    }

    /** Minus the logarithm of the probability of what happened: 0 is perfect. */
    double logScore() {
      double given = happened ? probability : 1 - probability;
      return -Math.log(Math.max(SUREST, given));
    }
  }

  /** As a report. */
  public Briefing briefing(String scope, Period period) {
    String body = forecasts.isEmpty() ? "No market was found for any outcome.\n" : scored();
    return new Briefing(
        "Accuracy of markets in %s, %s".formatted(scope, period),
        forecasts.isEmpty()
            ? "No forecasts to score."
            : "%d forecasts, mean Brier score %s (always 50 %% gets 0.250)."
                .formatted(forecasts.size(), decimals(mean(Forecast::brier))),
        unknown.isEmpty()
            ? body
            : body
                + "\nNo market of the period was found for: %s.\n"
                    .formatted(MarkdownTable.escaped(String.join(", ", unknown))));
  }

  private String scored() {
    MarkdownTable each =
        new MarkdownTable("Question", "Job", "Forecast", "Happened", "Brier", "Log score");
    forecasts.forEach(
        one ->
            each.row(
                one.question(),
                one.job(),
                percent(one.probability()),
                one.happened() ? "yes" : "no",
                decimals(one.brier()),
                decimals(one.logScore())));
    MarkdownTable calibration =
        new MarkdownTable("Forecast", "Markets", "Mean forecast", "Happened");
    for (int fifth = 0; fifth < FIFTHS; fifth++) {
      List<Forecast> among = new ArrayList<>();
      for (Forecast one : forecasts) {
        if (Math.min(FIFTHS - 1, (int) (one.probability() * FIFTHS)) == fifth) {
          among.add(one);
        }
      }
      if (!among.isEmpty()) {
        calibration.row(
            "%d to %d %%".formatted(100 * fifth / FIFTHS, 100 * (fifth + 1) / FIFTHS),
            among.size(),
            percent(among.stream().mapToDouble(Forecast::probability).average().orElseThrow()),
            percent(among.stream().filter(Forecast::happened).count() / (double) among.size()));
      }
    }
    return """
        Mean Brier score %s, mean logarithmic score %s; %s of what was asked about happened.

        ## Calibration

        %s
        ## Each forecast

        %s"""
        .formatted(
            decimals(mean(Forecast::brier)),
            decimals(mean(Forecast::logScore)),
            percent(mean(one -> one.happened() ? 1 : 0)),
            calibration,
            each);
  }

  double mean(ToDoubleFunction<Forecast> score) {
    return forecasts.stream().mapToDouble(score).average().orElseThrow();
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
