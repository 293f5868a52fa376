package dev.shoal.pod.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values of Hanson's logarithmic market scoring rule (Hanson 2003), b = 100. */
class LmsrTest {
  private static final double EPSILON = 1e-6;

  private final Lmsr maker = new Lmsr(100);

  @Test
  void emptyMarketCostsTwoStatesWorth() {
    assertThat(maker.cost(0, 0)).isCloseTo(69.314718, within(EPSILON));
  }

  @Test
  void fiftySharesCostAndMoveThePrice() {
    assertThat(maker.cost(50, 0) - maker.cost(0, 0)).isCloseTo(28.092980, within(EPSILON));
    assertThat(maker.price(50, 0)).isCloseTo(0.622459, within(EPSILON));
  }

  @Test
  void movingThePriceTakesSharesAndMoney() {
    double shares = maker.sharesToMove(0.5, 0.8);
    assertThat(shares).isCloseTo(138.629436, within(EPSILON));
    assertThat(maker.cost(shares, 0) - maker.cost(0, 0)).isCloseTo(91.629073, within(EPSILON));
  }

  @Test
  void worstLossIsThatOfTheLikelierOutcomesOpposite() {
    assertThat(maker.worstLoss(0.5)).isCloseTo(69.314718, within(EPSILON));
    assertThat(maker.worstLoss(0.2)).isCloseTo(160.943791, within(EPSILON));
  }

  @Test
  void staysFiniteFarOut() {
    assertThat(new Lmsr(1).cost(1e6, 0)).isEqualTo(1e6);
    assertThat(new Lmsr(1).price(1e6, 0)).isEqualTo(1);
  }

  @Test
  void aggregatesAndScores() {
    double[] beliefs = {0.6, 0.7, 0.9};
    assertThat(Aggregation.median(beliefs)).isEqualTo(0.7);
    assertThat(Aggregation.geometricOdds(beliefs)).isCloseTo(0.759510, within(EPSILON));
    assertThat(Aggregation.brier(0.7, true)).isCloseTo(0.09, within(EPSILON));
    assertThat(Aggregation.logScore(0.7, true)).isCloseTo(0.356675, within(EPSILON));
  }
}
