package dev.shoal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartDecisionTest {
  private static final Instant DUE = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  @ParameterizedTest
  @ValueSource(strings = {"Allow", "Forbid", "Replace"})
  void whereNothingRunsAStartIsMade(String policy) {
    assertThat(decide(policy, 0)).isEqualTo(new StartDecision(Outcome.STARTED, List.of()));
  }

  @Test
  void whatAnEarlierStartMadeRunsBesideGivesWayOrStaysAlone() {
    assertThat(decide("Allow", 0, "job-1", "job-2"))
        .isEqualTo(new StartDecision(Outcome.STARTED, List.of()));
    assertThat(decide("Forbid", 0, "job-1"))
        .isEqualTo(new StartDecision(Outcome.EARLIER_ONE_RUNS, List.of()));
    assertThat(decide("Replace", 0, "job-1", "job-2"))
        .isEqualTo(new StartDecision(Outcome.STARTED, List.of("job-1", "job-2")));
  }

  /** A worker may die between making it and saying so: what is made is not in its own way. */
  @ParameterizedTest
  @ValueSource(strings = {"Allow", "Forbid", "Replace"})
  void aStartThatWasMadeAlreadyStays(String policy) {
    assertThat(decide(policy, 3600, "job-1", "job-9"))
        .isEqualTo(new StartDecision(Outcome.STARTED, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Allow", "Forbid", "Replace"})
  void aStartThatIsTooLateIsLeftOut(String policy) {
    assertThat(decide(policy, 600, "job-1").outcome()).isNotEqualTo(Outcome.TOO_LATE);
    assertThat(decide(policy, 601, "job-1"))
        .isEqualTo(new StartDecision(Outcome.TOO_LATE, List.of()));
  }

  @Test
  void whatCameBeforeAtTheSameTimeOfTheClockIsLeftOut() {
    assertThat(
            StartDecision.of(
                    new StartDecision.Rules("Allow", DEADLINE),
                    new StartDecision.Due("job-9", DUE, true),
                    List.of(),
                    DUE)
                .outcome())
        .isEqualTo(Outcome.CLOCK_SET_BACK);
  }

  /** Berlin's clocks went from 3:00 back to 2:00 on 25 October 2026, at 1:00 UTC. */
  @ParameterizedTest
  @CsvSource({
    "30 2 * * *,   2026-10-25T00:30:00Z, ",
    "30 2 * * *,   2026-10-25T01:30:00Z, 2026-10-25T00:30:00Z",
    "30 1-3 * * *, 2026-10-25T01:30:00Z, 2026-10-25T00:30:00Z",
    "30 3 * * *,   2026-10-25T02:30:00Z, ",
    "30 * * * *,   2026-10-25T01:30:00Z, ",
    "30 */2 * * *, 2026-10-25T01:30:00Z, ",
    "@hourly,      2026-10-25T01:00:00Z, ",
    "30 2 * * *,   2026-10-26T01:30:00Z, ",
  })
  void anHourThatComesTwiceIsOneForWhatHasAFixedHour(
      String cron, Instant due, @Nullable Instant before) {
    assertThat(ClockSetBack.before(cron, ZoneId.of("Europe/Berlin"), due))
        .isEqualTo(Optional.ofNullable(before));
  }

  @Test
  void aMinuteHasOneName() {
    assertThat(ScheduleNames.child("nightly", DUE)).isEqualTo("nightly-29926800");
    assertThat(ScheduleNames.child("nightly", DUE.plusSeconds(59))).isEqualTo("nightly-29926800");
    assertThat(ScheduleNames.child("nightly", DUE.plusSeconds(60))).isEqualTo("nightly-29926801");
  }

  private static StartDecision decide(String policy, int secondsLate, String... active) {
    return StartDecision.of(
        new StartDecision.Rules(policy, DEADLINE),
        new StartDecision.Due("job-9", DUE, false),
        List.of(active),
        DUE.plusSeconds(secondsLate));
  }
}
