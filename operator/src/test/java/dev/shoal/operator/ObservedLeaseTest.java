package dev.shoal.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class ObservedLeaseTest {
  private Instant here = Instant.parse("2026-11-21T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return here;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private final ObservedLease lease = new ObservedLease("ns", "lease", "me", clock);

  /** The leader's clock is ten minutes ahead, then behind: what counts is when it renewed last. */
  @Test
  void aLeaseRunsOutByTheClockOfWhoLooks() {
    for (long skew : new long[] {600, -600}) {
      ZonedDateTime renewed = ZonedDateTime.now(clock).plusSeconds(skew);
      assertThat(lease.observed(record(renewed)).getRenewTime())
          .isEqualTo(ZonedDateTime.now(clock));
      ZonedDateTime first = ZonedDateTime.now(clock);
      here = here.plusSeconds(5);
      assertThat(lease.observed(record(renewed)).getRenewTime()).isEqualTo(first);
      here = here.plusSeconds(5);
      assertThat(lease.observed(record(renewed.plusSeconds(2))).getRenewTime())
          .isEqualTo(ZonedDateTime.now(clock));
    }
  }

  private static LeaderElectionRecord record(ZonedDateTime renewed) {
    return new LeaderElectionRecord("other", Duration.ofSeconds(15), renewed, renewed, 1);
  }
}
