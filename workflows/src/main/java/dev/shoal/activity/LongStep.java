package dev.shoal.activity;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that beats while it works, and does its work again while the database, the API server or
 * the object store (an {@link UncheckedIOException}) is away: the pod that it waits for is there
 * all the time, and its time limit goes on.
 */
final class LongStep {
  private static final Logger LOG = LoggerFactory.getLogger(LongStep.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private LongStep() {}

  /** What the step does; safe to begin again at any point. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it; {@code alive} tells whether to stop. */
    T with(HeartbeatThread alive) throws InterruptedException;
  }

  static <T> T run(Work<T> work) {
    try (HeartbeatThread alive = new HeartbeatThread(new Heartbeat())) {
      try {
        while (true) {
          try {
            return work.with(alive);
          } catch (JdbiException | KubernetesClientException | UncheckedIOException e) {
            waitOut(e);
            alive.check();
          }
        }
      } catch (InterruptedException e) {
        throw alive.interrupted(e);
      }
    }
  }

  private static void waitOut(RuntimeException e) throws InterruptedException {
    if (e instanceof KubernetesClientException api && !away(api)) {
      throw e;
    }
    LOG.warn("a step waits for what is away: {}", e.toString());
    Thread.sleep(PAUSE);
  }

  /** No answer at all, or one that says to come again. */
  private static boolean away(KubernetesClientException e) {
    return e.getCode() == 0 || e.getCode() == TOO_MANY || e.getCode() >= SERVER_ERROR;
  }
}
