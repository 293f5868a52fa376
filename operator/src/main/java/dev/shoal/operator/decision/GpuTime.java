package dev.shoal.operator.decision;

import dev.shoal.job.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a job's pods have held of GPUs, by the ledger.
 *
 * @param seconds GPU-seconds so far, of all its runs
 * @param gpusHeld now
 */
record GpuTime(double seconds, int gpusHeld) {
  static GpuTime of(List<Attempt> attempts, Instant now) {
    double seconds = 0;
    int held = 0;
    for (Attempt attempt : attempts) {
      Instant bound = attempt.boundAt();
      if (attempt.goneAt() != null) {
        seconds += attempt.gpuSeconds();
      } else if (bound != null) {
        seconds += attempt.gpuCount() * Math.max(0, Duration.between(bound, now).toMillis()) / 1e3;
        held += attempt.gpuCount();
      }
    }
    return new GpuTime(seconds, held);
  }
}
