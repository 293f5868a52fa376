package dev.shoal.activity;

import dev.shoal.job.Reason;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls of a pod that failed in a row: after too many it counts as out of reach. */
final class PollFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final String pod;
  private final int most;
  private int failures;

  PollFailures(String pod, int most) {
    this.pod = pod;
    this.most = most;
  }

  void answered() {
    failures = 0;
  }

  /** Waits for a while; throws if it were one too many. */
  void failed(IOException e) throws InterruptedException {
    failures++;
    LOG.warn("poll {} of pod {} failed: {}", failures, pod, e.toString());
    if (failures >= most) {
      throw Failures.permanent(
          Reason.POD_UNREACHABLE,
          "%d polls in a row failed, the last with: %s".formatted(most, e.getMessage()));
    }
    Thread.sleep(PAUSE);
  }
}
