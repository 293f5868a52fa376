package dev.shoal.pod.job;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Holds a run to a least time a round, so that people can follow it live. */
final class Pace {
  private final long nanosARound;
  private final long start = System.nanoTime();

  Pace(int minRoundMillis) {
    this.nanosARound = TimeUnit.MILLISECONDS.toNanos(minRoundMillis);
  }

  void holdUntilDue(int round, AtomicBoolean cancelled) {
    long due = start + round * nanosARound;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (cancelled.get()) {
        throw new CancellationException("cancelled in round " + round);
      }
      LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
  }
}
