package dev.shoal.pod.opinion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Opinions of a population in which all listen to all. */
public class MixedOpinions implements Opinions {
  final double[] values;
  private final int[][] others;

  /** The array is read and written. */
  public MixedOpinions(double[] values) {
    this.values = values;
    this.others =
        IntStream.range(0, values.length)
            .mapToObj(i -> IntStream.range(0, values.length).filter(j -> j != i).toArray())
            .toArray(int[][]::new);
  }

  /** Groups of opinions no further than 0.01 apart, of at least a size, in order. */
  public static List<double[]> groups(double[] values, int least) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<double[]> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] - sorted[i - 1] > 0.01) {
        if (i - from >= least) {
          groups.add(Arrays.copyOfRange(sorted, from, i));
        }
        from = i;
      }
    }
    return groups;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public double get(int agent) {
    return values[agent];
  }

  @Override
  public void set(int agent, double opinion) {
    values[agent] = opinion;
  }

  @Override
  public int[] neighbours(int agent) {
    return others[agent];
  }

  @Override
  public double weight(int agent, int n) {
    return 1;
  }

  @Override
  public double ownWeight(int agent) {
    return 1;
  }

  @Override
  public double origin(int agent) {
    return values[agent];
  }

  @Override
  public double susceptibility(int agent) {
    return 1;
  }
}
