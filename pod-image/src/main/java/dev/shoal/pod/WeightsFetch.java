package dev.shoal.pod;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.pod.artifact.Uploader;
import dev.shoal.protocol.WeightsFile;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the files of a model into a folder, some at a time, before its server starts. */
final class WeightsFetch {
  private static final Logger LOG = LoggerFactory.getLogger(WeightsFetch.class);
  private static final int AT_ONCE = 4;
  private static final int TRIES = 4;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Uploader store;
  private final Path folder;

  WeightsFetch(Uploader store, Path folder) {
    this.store = store;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Fetches.
   *
   * @param links file with a JSON list of {@link WeightsFile}
   * @throws IOException if one of them can't be had whole
   */
  void run(Path links) throws IOException, InterruptedException {
    List<WeightsFile> files =
        Wire.json().readValue(Files.readAllBytes(links), new TypeReference<List<WeightsFile>>() {});
    try (ExecutorService crew = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> running =
          files.stream()
              .<Future<?>>map(
                  file ->
                      crew.submit(
                          () -> {
                            fetch(file);
                            return null;
                          }))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    LOG.info("{} files of the model are here", files.size());
  }

  private void fetch(WeightsFile file) throws IOException, InterruptedException {
    Path target = folder.resolve(file.path()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(file.path() + " leads out of the folder");
    }
    Files.createDirectories(target.getParent());
    for (int attempt = 1; ; attempt++) {
      try {
        store.get(URI.create(file.url()), target);
        long here = Files.size(target);
        if (here != file.bytes()) {
          throw new IOException("%d of %d bytes came".formatted(here, file.bytes()));
        }
        return;
      } catch (IOException e) {
        LOG.warn("{} can't be fetched, try {}: {}", file.path(), attempt, e.getMessage());
        if (attempt == TRIES) {
          throw new IOException(file.path() + ": " + e.getMessage(), e);
        }
        Thread.sleep(PAUSE.multipliedBy(attempt));
      }
    }
  }
}
