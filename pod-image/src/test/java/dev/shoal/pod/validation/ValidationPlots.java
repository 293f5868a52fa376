package dev.shoal.pod.validation;

import dev.shoal.pod.artifact.RunArtifacts;
import dev.shoal.pod.engine.RandomStream;
import dev.shoal.pod.opinion.MixedOpinions;
import dev.shoal.pod.opinion.OpinionModel;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.run.SampleRequests;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the plots of docs/validation.md: the engine beside what is published. */
@Tag("bench")
class ValidationPlots {
  private static final Path DOCS = Path.of("../docs/validation");
  private static final String BLUE = "#0b57d0";
  private static final String ORANGE = "#b3410e";

  @TempDir Path folder;

  /** Deffuant and others 2000, figure 4: about the whole part of 1 / (2 bound) groups. */
  @Test
  void groupsByBound() throws IOException {
    List<double[]> measured = new ArrayList<>();
    List<double[]> rule = new ArrayList<>();
    for (int hundredths = 10; hundredths <= 50; hundredths += 2) {
      double bound = hundredths / 100.0;
      double sum = 0;
      for (int seed = 0; seed < 10; seed++) {
        sum += groups(bound, seed);
      }
      measured.add(new double[] {bound, sum / 10});
      rule.add(new double[] {bound, Math.floor(1 / (2 * bound))});
    }
    write(
        "deffuant-groups.svg",
        new Plot(
                "Groups left by Deffuant's model", "bound", "groups of 5 % or more", 0.1, 0.5, 0, 5)
            .line(rule, ORANGE, "5 4")
            .points(measured, BLUE));
  }

  /** Hegselmann and Krause 2002, figure 4: where opinions come to rest by bound. */
  @Test
  void restingPlacesByBound() throws IOException {
    List<double[]> places = new ArrayList<>();
    for (double bound = 0.01; bound <= 0.4; bound += 0.005) {
      double[] values = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
      MixedOpinions opinions = new MixedOpinions(values);
      int[] all = IntStream.range(0, values.length).toArray();
      for (int step = 0; step < 60; step++) {
        new OpinionModel.HegselmannKrause(bound).step(opinions, all, RandomStream.of(0, "none"));
      }
      for (double value :
          Arrays.stream(values).map(v -> Math.round(v * 1e4) / 1e4).distinct().toArray()) {
        places.add(new double[] {bound, value});
      }
    }
    write(
        "hegselmann-krause-places.svg",
        new Plot(
                "Resting places of Hegselmann and Krause's model", "bound", "opinion", 0, 0.4, 0, 1)
            .points(places, BLUE));
  }

  /** Goel and others 2016: cascades are many and small, and a few are large. */
  @Test
  void sizesOfCascades() throws IOException {
    Run run = SampleRequests.begin(SampleRequests.request(48, 2_000, 7), folder, 2, null);
    SampleRequests.finish(run);
    List<Integer> sizes = new ArrayList<>();
    new RunArtifacts(folder)
        .read(ArtifactKind.POSTS, PostEntry.class, post -> sizes.add(1 + post.reposts()));
    List<double[]> tail = new ArrayList<>();
    for (int size = 1; size <= 4096; size *= 2) {
      int least = size;
      double share = (double) sizes.stream().filter(s -> s >= least).count() / sizes.size();
      if (share > 0) {
        tail.add(new double[] {Math.log10(size), Math.log10(share)});
      }
    }
    write(
        "cascade-sizes.svg",
        new Plot(
                "Sizes of cascades",
                "log10 of size",
                "log10 of share at least as large",
                0,
                4,
                -6,
                0)
            .line(tail, BLUE, "")
            .points(tail, BLUE));
  }

  /** Prices of a market maker come to rest near the middle of what traders believe. */
  @Test
  void pricesByBelief() throws IOException {
    List<double[]> points = new ArrayList<>();
    double miss = 0;
    for (int seed = 0; seed < 60; seed++) {
      Path own = folder.resolve("seed-" + seed);
      Run run = SampleRequests.begin(SampleRequests.request(60, 80, seed), own, 2, null);
      run.simulate(round -> {}, () -> false);
      for (MarketCurve curve : run.market().curves()) {
        MarketCurve.Point last = curve.points().getLast();
        points.add(new double[] {last.meanLogOdds(), last.price()});
        miss += Math.abs(last.meanLogOdds() - last.price());
      }
      run.close();
    }
    write(
        "price-by-belief.svg",
        new Plot(
                "Last price by mean of all odds, 120 markets",
                "mean of all odds",
                "price",
                0,
                1,
                0,
                1)
            .line(List.of(new double[] {0, 0}, new double[] {1, 1}), ORANGE, "5 4")
            .points(points, BLUE));
    System.out.printf(Locale.ROOT, "mean distance of price and odds: %.3f%n", miss / points.size());
  }

  private static int groups(double bound, int seed) {
    RandomStream random = RandomStream.of(seed, "deffuant");
    double[] values = IntStream.range(0, 1000).mapToDouble(i -> random.nextDouble()).toArray();
    MixedOpinions opinions = new MixedOpinions(values);
    for (int sweep = 0; sweep < 200; sweep++) {
      int[] drawn = IntStream.range(0, 1000).map(i -> random.nextInt(1000)).toArray();
      new OpinionModel.Deffuant(bound, .5).step(opinions, drawn, random);
    }
    return MixedOpinions.groups(values, 50).size();
  }

  private static void write(String name, Plot plot) throws IOException {
    Files.writeString(Files.createDirectories(DOCS).resolve(name), plot.svg());
  }
}
