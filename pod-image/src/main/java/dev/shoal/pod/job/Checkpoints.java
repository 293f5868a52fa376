package dev.shoal.pod.job;

import dev.shoal.pod.artifact.Uploader;
import dev.shoal.pod.run.Checkpoint;
import dev.shoal.pod.run.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest checkpoint of a run, here and in the object store. At most ten rounds are lost,
 * or what runs in twenty times as long as a checkpoint takes.
 */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int EVERY_ROUNDS = 10;
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int LEAST_RATIO = 20;
  private static final long LAST_UPLOAD_SECONDS = 7;

  private final Path file;
  private final String engineBuild;
  private final Uploader uploader;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("checkpoint").factory());
  private volatile @Nullable URI target;
  private @Nullable Future<?> uploading;
  private int lastRound;
  private long lastAt = System.nanoTime();
  private long lastTook;

  Checkpoints(Path file, String engineBuild, Uploader uploader) {
    this.file = file;
    this.engineBuild = engineBuild;
    this.uploader = uploader;
  }

  /** Where checkpoints go from now on. */
  void sendTo(URI url) {
    target = url;
  }

  /** The run goes on from a round that has a checkpoint. */
  void resumedAt(int round) {
    lastRound = round;
  }

  /** A round is complete: writes a checkpoint if one is due, and uploads it beside the run. */
  void roundDone(Run run) {
    long now = System.nanoTime();
    boolean due = run.round() - lastRound >= EVERY_ROUNDS || now - lastAt >= EVERY_NANOS;
    if (due
        && now - lastAt >= LEAST_RATIO * lastTook
        && (uploading == null || uploading.isDone())) {
      write(run);
    }
  }

  /** The run ends early: what is done so far is kept, if it can be within some seconds. */
  void last(Run run) {
    write(run);
    Future<?> sent = uploading;
    if (sent == null) {
      return;
    }
    try {
      sent.get(LAST_UPLOAD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the last checkpoint is not stored: {}", e.toString());
    }
  }

  private void write(Run run) {
    long start = System.nanoTime();
    try {
      Checkpoint.write(run, engineBuild, file);
    } catch (IOException e) {
      LOG.warn("no checkpoint of round {}: {}", run.round(), e.toString());
      return;
    }
    lastRound = run.round();
    lastAt = System.nanoTime();
    lastTook = lastAt - start;
    URI to = target;
    if (to != null) {
      int round = lastRound;
      uploading = background.submit(() -> upload(round, to));
    }
  }

  private void upload(int round, URI to) {
    try {
      uploader.putCheckpoint(file, to);
      LOG.info("checkpoint of round {} stored", round);
    } catch (IOException e) {
      LOG.warn("the checkpoint of round {} is not stored: {}", round, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
