package dev.shoal.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what must come: long, for no time is asserted on a busy machine. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Patience() {}

  /** Begins a wait. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
