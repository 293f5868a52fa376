package dev.shoal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {
  /** The binding may have been up to a second later than the API server says. */
  @ParameterizedTest
  @CsvSource({"0, true", "600, true", "1000, true", "1001, false", "1900, false", "6000, false"})
  void anEndThatMayBeOverASecondOffIsAnEstimate(long millisLate, boolean observed) {
    Instant lastSeen = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(Attempt.observed(lastSeen, lastSeen.plusMillis(millisLate))).isEqualTo(observed);
  }
}
