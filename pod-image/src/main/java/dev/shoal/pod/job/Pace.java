package dev.shoal.pod.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Holds a run to a least time a round, so that people can follow it live. */
final class Pace {
  private final long nanosARound;
  private final int firstRound;
  private final long start = System.nanoTime();

  /**
   * @param firstRound rounds that were complete when the run began here
   */
  Pace(int minRoundMillis, int firstRound) {
    this.firstRound = firstRound;
    this.nanosARound = TimeUnit.MILLISECONDS.toNanos(minRoundMillis);
  }

  void holdUntilDue(int round, AtomicBoolean cancelled) {
    long due = start + (round - firstRound) * nanosARound;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (cancelled.get()) {
        throw new CancellationException("cancelled in round " + round);
      }
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }
}
