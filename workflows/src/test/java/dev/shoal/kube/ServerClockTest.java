package dev.shoal.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerClockTest {
  private static final Instant HERE = Instant.parse("2026-11-21T12:00:00.200Z");

  private final ServerClock clock = new ServerClock(Clock.fixed(HERE, ZoneOffset.UTC));

  @ParameterizedTest
  @ValueSource(longs = {-600, 600, 3, -3})
  void aWrongClockIsSetByTheServers(long seconds) {
    clock.heard(date(HERE.plusSeconds(seconds)));
    assertThat(Duration.between(HERE.plusSeconds(seconds), clock.instant()).abs())
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aClockThatIsRightKeepsItsPrecision() {
    clock.heard(date(HERE.plusSeconds(1)));
    assertThat(clock.instant()).isEqualTo(HERE);
  }

  @Test
  void wholeSecondsDoNotMakeItJump() {
    clock.heard(date(HERE.plusSeconds(600)));
    Instant first = clock.instant();
    clock.heard(date(HERE.plusSeconds(601)));
    assertThat(clock.instant()).isEqualTo(first);
  }

  @Test
  void aClockThatWasPutRightIsTakenAgain() {
    clock.heard(date(HERE.plusSeconds(600)));
    clock.heard(date(HERE));
    assertThat(clock.instant()).isEqualTo(HERE);
  }

  @Test
  void whatIsNoDateIsPassedOver() {
    clock.heard("yesterday");
    assertThat(clock.instant()).isEqualTo(HERE);
  }

  private static String date(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }
}
