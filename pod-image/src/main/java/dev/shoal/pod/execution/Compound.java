package dev.shoal.pod.execution;

import dev.shoal.pod.market.Aggregation;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.CompoundResult;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.MarketCurve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Simulations, one after the other, and one probability of theirs. */
final class Compound implements Execution {
  private final CompoundRequest request;
  private final Path folder;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile String progress = "";

  Compound(CompoundRequest request, Path folder) {
    this.request = request;
    this.folder = folder;
  }

  @Override
  public End run() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(request.timeoutSeconds());
    List<CompoundResult.Outcome> outcomes = new ArrayList<>();
    StringBuilder told = new StringBuilder();
    try {
      for (CompoundRequest.Part part : request.simulations()) {
        outcomes.add(simulated(part, deadline));
        told.append(part.name()).append(' ').append(outcomes.getLast().probability()).append('\n');
        progress = told.toString();
      }
      CompoundResult result =
          new CompoundResult(request.aggregation(), aggregated(outcomes), outcomes);
      Path file = folder.resolve("result.json");
      Files.write(file, Wire.json().writeValueAsBytes(result));
      return new End(null, null, null, result, List.of(file));
    } catch (CancellationException e) {
      return stopped.get()
          ? new End(null, "engine", "the pod was told to end", null, List.of())
          : new End(
              null,
              "timeout",
              "%d of %d simulations ended within %d s"
                  .formatted(
                      outcomes.size(), request.simulations().size(), request.timeoutSeconds()),
              null,
              List.of());
    } catch (IOException | UncheckedIOException e) {
      return new End(null, "disk_full", String.valueOf(e.getMessage()), null, List.of());
    }
  }

  private CompoundResult.Outcome simulated(CompoundRequest.Part part, long deadline)
      throws IOException {
    JobRequest wanted = part.simulation();
    Path own = Files.createTempDirectory(folder, "run");
    int width = Runtime.getRuntime().availableProcessors();
    try (Run run =
        new Run(
            wanted,
            EntityExtractor.extract(SeedDocument.parse(wanted.seedText())),
            own,
            width,
            null)) {
      run.simulate(round -> {}, () -> stopped.get() || System.nanoTime() - deadline > 0);
      MarketCurve.Point last = run.market().curves().getFirst().points().getLast();
      return new CompoundResult.Outcome(part.name(), last.price(), last.medianBelief());
    } finally {
      removed(own);
    }
  }

  /** A log is not kept: what counts is what the simulations came to. */
  private static void removed(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  private double aggregated(List<CompoundResult.Outcome> outcomes) {
    double[] all = outcomes.stream().mapToDouble(CompoundResult.Outcome::probability).toArray();
    return switch (request.aggregation()) {
      case "median" -> Aggregation.median(all);
      case "geometric_odds" -> Aggregation.geometricOdds(all);
      case "min" -> Arrays.stream(all).min().orElseThrow();
      case "max" -> Arrays.stream(all).max().orElseThrow();
      default -> Arrays.stream(all).average().orElseThrow();
    };
  }

  @Override
  public String stdout() {
    return progress;
  }

  @Override
  public String stderr() {
    return "";
  }

  @Override
  public void stop() {
    stopped.set(true);
  }
}
