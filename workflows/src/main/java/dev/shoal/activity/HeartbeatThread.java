package dev.shoal.activity;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Beats beside a call that can't beat itself. What a beat says is thrown by {@link #check}. */
final class HeartbeatThread implements AutoCloseable {
  private final AtomicReference<@Nullable RuntimeException> heard = new AtomicReference<>();
  private final Thread thread;

  HeartbeatThread(Heartbeat heartbeat) {
    this.thread =
        Thread.ofVirtual()
            .name("heartbeat")
            .start(
                () -> {
                  try {
                    while (true) {
                      heartbeat.beat();
                      Thread.sleep(Heartbeat.PAUSE);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  } catch (RuntimeException e) {
                    heard.set(e);
                  }
                });
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
}
