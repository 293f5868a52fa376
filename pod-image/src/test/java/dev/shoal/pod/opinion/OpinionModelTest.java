package dev.shoal.pod.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.pod.engine.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The models against the figures of their authors, or against what follows from their equations.
 */
class OpinionModelTest {
  private static final double[][] THREE = {{.5, .5, 0}, {.25, .5, .25}, {0, .5, .5}};

  /** DeGroot 1974: three who weigh each other; the limit is the left eigenvector's mean. */
  @Test
  void deGrootFindsTheWeightedConsensus() {
    MatrixOpinions opinions =
        new MatrixOpinions(THREE, new double[] {1, 0, 0}, new double[] {1, 1, 1});
    run(new OpinionModel.DeGroot(), opinions, 5);
    assertThat(opinions.values)
        .containsExactly(new double[] {.265625, .25, .234375}, within(1e-12));
    run(new OpinionModel.DeGroot(), opinions, 200);
    assertThat(opinions.values).containsExactly(new double[] {.25, .25, .25}, within(1e-12));
  }

  /** Friedkin and Johnsen 1990: x = LWx + (1 - L)x0, solved by hand. */
  @Test
  void friedkinJohnsenKeepsTheStubborn() {
    MatrixOpinions opinions =
        new MatrixOpinions(THREE, new double[] {1, 0, 0}, new double[] {0, 1, .5});
    run(new OpinionModel.FriedkinJohnsen(), opinions, 400);
    assertThat(opinions.values).containsExactly(new double[] {1, .6, .2}, within(1e-9));
  }

  /** Hegselmann and Krause 2002: 101 evenly spread opinions. */
  @Test
  void hegselmannKrauseSplitsInThree() {
    double[] values = spread();
    assertThat(updatesUntilStill(new OpinionModel.HegselmannKrause(.1533), values)).isEqualTo(7);
    assertThat(MixedOpinions.groups(values, 1))
        .extracting(cluster -> cluster.length)
        .containsExactly(37, 27, 37);
    assertThat(
            MixedOpinions.groups(values, 1).stream().mapToDouble(OpinionModelTest::mean).toArray())
        .containsExactly(new double[] {.234617, .5, .765383}, within(1e-6));
  }

  @Test
  void hegselmannKrauseAgreesUnderAWiderBound() {
    double[] values = spread();
    assertThat(updatesUntilStill(new OpinionModel.HegselmannKrause(.2033), values)).isEqualTo(38);
    assertThat(Arrays.stream(values).boxed())
        .allSatisfy(value -> assertThat(value).isCloseTo(.5, within(1e-9)));
  }

  /** Deffuant, Neau, Amblard, Weisbuch 2000: about 1 / (2 bound) opinions are left; not exactly. */
  @ParameterizedTest
  @CsvSource({".5, 1", ".4, 1", ".22, 2", ".2, 2"})
  void deffuantLeavesTheKnownNumberOfGroups(double bound, int groups) {
    OpinionModel model = new OpinionModel.Deffuant(bound, .5);
    for (int seed = 0; seed < 50; seed++) {
      RandomStream random = RandomStream.of(seed, "deffuant");
      double[] values = IntStream.range(0, 1000).mapToDouble(i -> random.nextDouble()).toArray();
      double before = mean(values);
      MixedOpinions opinions = new MixedOpinions(values);
      for (int sweep = 0; sweep < 400; sweep++) {
        int[] drawn = IntStream.range(0, 1000).map(i -> random.nextInt(1000)).toArray();
        model.step(opinions, drawn, random);
      }
      assertThat(MixedOpinions.groups(values, 50)).as("seed %d", seed).hasSize(groups);
      assertThat(mean(values)).isCloseTo(before, within(1e-13));
    }
  }

  /** Suchecki, Eguiluz, San Miguel 2005: an opinion wins by the degrees of those who hold it. */
  @Test
  void voterFixationGoesByDegree() {
    int leaves = 10;
    double[][] star = new double[leaves + 1][leaves + 1];
    for (int leaf = 1; leaf <= leaves; leaf++) {
      star[0][leaf] = 1;
      star[leaf][0] = 1;
    }
    RandomStream random = RandomStream.of(7, "voter");
    int runs = 4000;
    int won = 0;
    for (int run = 0; run < runs; run++) {
      double[] start = new double[leaves + 1];
      start[0] = 1;
      MatrixOpinions opinions = new MatrixOpinions(star, start, new double[leaves + 1]);
      while (Arrays.stream(opinions.values).distinct().count() > 1) {
        new OpinionModel.Voter().step(opinions, new int[] {random.nextInt(leaves + 1)}, random);
      }
      won += (int) opinions.values[0];
    }
    assertThat((double) won / runs).isCloseTo(.5, within(.03));
  }

  private static void run(OpinionModel model, Opinions opinions, int steps) {
    int[] all = IntStream.range(0, opinions.size()).toArray();
    for (int i = 0; i < steps; i++) {
      model.step(opinions, all, RandomStream.of(0, "none"));
    }
  }

  private static int updatesUntilStill(OpinionModel model, double[] values) {
    MixedOpinions opinions = new MixedOpinions(values);
    for (int updates = 0; ; updates++) {
      double[] before = values.clone();
      run(model, opinions, 1);
      double most = 0;
      for (int i = 0; i < values.length; i++) {
        most = Math.max(most, Math.abs(values[i] - before[i]));
      }
      if (most < 1e-9) {
        return updates;
      }
    }
  }

  private static double[] spread() {
    return IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Weights are the rows of a matrix. */
  private static final class MatrixOpinions extends MixedOpinions {
    private final double[][] weights;
    private final int[][] neighbours;
    private final double[] origin;
    private final double[] susceptibility;

    MatrixOpinions(double[][] weights, double[] start, double[] susceptibility) {
      super(start.clone());
      this.weights = weights;
      this.origin = start;
      this.susceptibility = susceptibility;
      this.neighbours =
          IntStream.range(0, start.length)
              .mapToObj(
                  i ->
                      IntStream.range(0, start.length)
                          .filter(j -> j != i && weights[i][j] > 0)
                          .toArray())
              .toArray(int[][]::new);
    }

    @Override
    public int[] neighbours(int agent) {
      return neighbours[agent];
    }

    @Override
    public double weight(int agent, int n) {
      return weights[agent][neighbours[agent][n]];
    }

    @Override
    public double ownWeight(int agent) {
      return weights[agent][agent];
    }

    @Override
    public double origin(int agent) {
      return origin[agent];
    }

    @Override
    public double susceptibility(int agent) {
      return susceptibility[agent];
    }
  }
}
