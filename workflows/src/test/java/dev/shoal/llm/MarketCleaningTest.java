package dev.shoal.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.MarketPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketCleaningTest {
  @Test
  void nothingUsableLeavesTheGoalAtAHalf() {
    assertThat(MarketCleaning.clean(List.of(), "Will it rain?", 3))
        .containsExactly(new MarketPlan("goal", "Will it rain?", 0.5));
  }

  @Test
  void questionsAreDistinctWhateverTheirCase() {
    assertThat(
            MarketCleaning.clean(
                List.of(market("Will it rain?", 0.4), market("WILL IT RAIN?", 0.6)), "g", 3))
        .hasSize(1);
  }

  @Test
  void probabilitiesAndLengthsAreBounded() {
    List<MarketPlan> cleaned =
        MarketCleaning.clean(
            List.of(
                market("x".repeat(500), 1.7),
                market("y", -3),
                market("z", Double.NaN),
                market("w", 0.5)),
            "g",
            3);
    assertThat(cleaned).extracting(MarketPlan::initialProbability).containsExactly(0.95, 0.05, 0.5);
    assertThat(cleaned)
        .allSatisfy(
            market -> {
              assertThat(market.question()).hasSizeLessThanOrEqualTo(120);
              assertThat(market.id()).matches("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
            });
  }

  private static MarketPlan market(String question, double probability) {
    return new MarketPlan("", question, probability);
  }
}
