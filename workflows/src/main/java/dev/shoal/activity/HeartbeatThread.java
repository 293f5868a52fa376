package dev.shoal.activity;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Beats beside work that waits for others. Once a beat says to stop, the work is interrupted, and
 * {@link #check} throws what was said.
 */
final class HeartbeatThread implements AutoCloseable {
  private final AtomicReference<@Nullable RuntimeException> heard = new AtomicReference<>();
  private final AtomicReference<@Nullable Object> progress = new AtomicReference<>();
  private final Thread thread;

  HeartbeatThread(Heartbeat heartbeat) {
    Thread worker = Thread.currentThread();
    this.thread =
        Thread.ofVirtual()
            .name("heartbeat")
            .start(
                () -> {
                  try {
                    while (true) {
                      heartbeat.beat(progress.get());
                      Thread.sleep(heartbeat.pause());
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } catch (RuntimeException e) {
                    heard.set(e);
                    worker.interrupt();
                  }
                });
  }

  /** What the next beats carry. */
  void tell(Object done) {
    progress.set(done);
  }

  /** Throws what a beat was answered with, if the step is to stop. */
  void check() {
    RuntimeException stop = heard.get();
    if (stop != null) {
      throw stop;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** What an interruption of the work means. */
  RuntimeException interrupted(InterruptedException e) {
    RuntimeException stop = heard.get();
    return stop != null ? stop : Heartbeat.interrupted(e);
  }
}
