package dev.shoal.pod.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When the controller was heard last; a pod that nobody asks for gives its GPU back by itself. */
public final class LastContact {
  private final Clock clock;
  private volatile Instant at;

  public LastContact(Clock clock) {
    this.clock = clock;
    this.at = clock.instant();
  }

  void now() {
    at = clock.instant();
  }

  /** Whether nobody was heard for longer than a limit. */
  public boolean olderThan(Duration limit) {
    return Duration.between(at, clock.instant()).compareTo(limit) > 0;
  }
}
