package dev.shoal.reportrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.briefing.Briefing;
import dev.shoal.reportrun.MarketAccuracy.Forecast;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketAccuracyTest {
  private static final double EPSILON = 1e-6;
  private static final Period PERIOD = Period.ending(Instant.parse("2026-11-25T12:00:00Z"), 1);

  @Test
  void scoresAreThoseOfBrierAndGood() {
    Forecast forecast = new Forecast("j", "q", 0.7, true);
    assertThat(forecast.brier()).isCloseTo(0.09, within(EPSILON));
    assertThat(forecast.logScore()).isCloseTo(0.356675, within(EPSILON));
    assertThat(new Forecast("j", "q", 0.7, false).brier()).isCloseTo(0.49, within(EPSILON));
    assertThat(new Forecast("j", "q", 0.5, false).brier()).isCloseTo(0.25, within(EPSILON));
  }

  @Test
  void whoWasSureAndWrongIsScoredFinitely() {
    assertThat(new Forecast("j", "q", 1, false).logScore()).isFinite().isGreaterThan(10);
  }

  @Test
  void forecastsOfLikeHeightAreHeldAgainstWhatHappened() {
    MarketAccuracy accuracy =
        new MarketAccuracy(
            List.of(
                new Forecast("a", "Will it rain?", 0.9, true),
                new Forecast("b", "Will it snow?", 0.8, false),
                new Forecast("c", "Will it hail?", 0.1, false)),
            List.of("d m2"));
    Briefing briefing = accuracy.briefing("namespace ns", PERIOD);
    assertThat(briefing.summary()).startsWith("3 forecasts, mean Brier score 0.220 ");
    assertThat(briefing.text())
        .contains("80 to 100 %", "85 %", "50 %")
        .contains("Will it rain?")
        .contains("No market of the period was found for: d m2.");
  }
}
