package dev.shoal.pod.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers that share out a range of independent tasks; what comes of it never depends on them. */
public final class Crew implements AutoCloseable {
  private static final int CHUNKS_A_WORKER = 16;

  private final int width;
  private final ExecutorService executor;

  /**
   * @param width tasks in progress at once, at least 1
   */
  public Crew(int width) {
    this.width = width;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
  }

  /** Does something for the indices of a part of the range. */
  public interface Part {
    /** Indices from {@code from}, inclusive, to {@code to}, exclusive. */
    void work(int from, int to);
  }

  /** Does a range of tasks, each once, and waits for all. */
  public void share(int count, Part part) {
    int workers = Math.min(width, count);
    if (workers <= 1) {
      part.work(0, count);
      return;
    }
    int chunk = Math.max(1, count / (workers * CHUNKS_A_WORKER));
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int from = next.getAndAdd(chunk); from < count; from = next.getAndAdd(chunk)) {
            part.work(from, Math.min(count, from + chunk));
          }
        };
    List<Future<?>> running = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      running.add(executor.submit(worker));
    }
    try {
      for (Future<?> future : running) {
        future.get();
      }
    } catch (InterruptedException e) {
      running.forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a round", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of a round failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
