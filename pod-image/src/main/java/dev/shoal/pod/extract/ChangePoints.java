package dev.shoal.pod.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a series changes its level: binary segmentation on the squared error (Scott and Knott
 * 1974). A change counts if the two levels differ by a least step.
 */
final class ChangePoints {
  private static final int MOST = 4;
  private static final int SHORTEST = 2;

  private ChangePoints() {}

  /**
   * A change of level.
   *
   * @param at index of the first value on the new level
   */
  record Change(int at, double before, double after) {}

  /** Changes in order of time, at most four. */
  static List<Change> of(List<Double> series, double leastStep) {
    List<Integer> cuts = new ArrayList<>();
    split(series, 0, series.size(), leastStep, cuts);
    Collections.sort(cuts);
    List<Integer> chosen = cuts.subList(0, Math.min(MOST, cuts.size()));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      int from = i == 0 ? 0 : chosen.get(i - 1);
      int to = i + 1 < chosen.size() ? chosen.get(i + 1) : series.size();
      changes.add(
          new Change(
              chosen.get(i), mean(series, from, chosen.get(i)), mean(series, chosen.get(i), to)));
    }
    return changes;
  }

  private static void split(
      List<Double> series, int from, int to, double leastStep, List<Integer> cuts) {
    int best = -1;
    double bestGain = 0;
    for (int at = from + SHORTEST; at <= to - SHORTEST; at++) {
      double step = mean(series, at, to) - mean(series, from, at);
      double gain = step * step * (at - from) * (to - at) / (to - from);
      if (Math.abs(step) >= leastStep && gain > bestGain) {
        bestGain = gain;
        best = at;
      }
    }
    if (best >= 0) {
      cuts.add(best);
      split(series, from, best, leastStep, cuts);
      split(series, best, to, leastStep, cuts);
    }
  }

  private static double mean(List<Double> series, int from, int to) {
    return series.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
