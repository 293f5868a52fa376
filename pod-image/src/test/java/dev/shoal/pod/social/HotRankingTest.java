package dev.shoal.pod.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reddit's published hot ranking. */
class HotRankingTest {
  @Test
  void tenTimesTheVotesMakeUpForTwelveAndAHalfHours() {
    double older = HotRanking.score(100, HotRanking.EPOCH);
    double newer = HotRanking.score(10, HotRanking.EPOCH + 45_000);
    assertThat(older).isCloseTo(2, within(1e-12));
    assertThat(newer).isCloseTo(older, within(1e-12));
  }

  @Test
  void dislikedSinksAndUnvotedCountsByAgeAlone() {
    assertThat(HotRanking.score(-10, HotRanking.EPOCH)).isEqualTo(-1);
    assertThat(HotRanking.score(0, HotRanking.EPOCH + 45_000)).isEqualTo(1);
  }
}
