package dev.shoal.process;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that a thread of its own does again and again; one round that fails ends nothing. */
public final class Repeated implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

  private final String name;
  private final Duration pause;
  private final Runnable work;
  private final Thread thread;

  /**
   * Names the work; {@link #start} begins it, with a pause.
   *
   * @param pause before each round
   */
  public Repeated(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(pause);
        try {
          work.run();
        } catch (RuntimeException e) {
          LOG.warn("{} failed, the next round comes: {}", name, e.toString());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
