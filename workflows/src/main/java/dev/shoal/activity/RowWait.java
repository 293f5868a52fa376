package dev.shoal.activity;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A workflow starts inside the transaction that writes its row, so it may be early. */
final class RowWait {
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private RowWait() {}

  /** The row once it is there; empty if it does not come. */
  static <R> Optional<R> forRow(Supplier<Optional<R>> look) {
    long deadline = System.nanoTime() + MOST.toNanos();
    while (true) {
      Optional<R> row = look.get();
      if (row.isPresent() || System.nanoTime() > deadline) {
        return row;
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        throw Heartbeat.interrupted(e);
      }
    }
  }
}
