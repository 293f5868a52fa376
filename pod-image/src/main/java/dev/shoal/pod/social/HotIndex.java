package dev.shoal.pod.social;

import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.engine.Stateful;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The hottest messages, kept up to date by what changed: a message's score moves by votes alone, so
 * one that is not among the hottest comes back only when somebody votes on it. Exact, and linear in
 * the votes of a round.
 */
final class HotIndex implements Stateful {
  private static final int KEPT = 256;
  private static final int NEWEST = 512;

  private final Messages messages;
  private int[] hottest = new int[0];
  private int[] touched = new int[NEWEST];
  private int touchedCount;
  private int looked = 1;

  HotIndex(Messages messages) {
    this.messages = messages;
  }

  /** A message was voted on, or is to be considered anyhow. */
  void touch(int id) {
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
    }
    touched[touchedCount++] = id;
  }

  /** Takes in what changed since the last time. */
  void refresh() {
    for (int id = Math.max(looked, messages.end() - NEWEST); id < messages.end(); id++) {
      touch(id);
    }
    looked = messages.end();
    for (int id : hottest) {
      touch(id);
    }
    int[] candidates =
        Arrays.stream(touched, 0, touchedCount)
            .filter(id -> messages.has(id) && messages.kind(id) != MessageKind.REPOST)
            .sorted()
            .distinct()
            .toArray();
    touchedCount = 0;
    hottest = best(candidates);
  }

  /** Ids, hottest first, older first among equals; not to be changed. */
  int[] hottest() {
    return hottest;
  }

  private int[] best(int[] candidates) {
    double[] scores = new double[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      scores[i] = messages.hotness(candidates[i]);
    }
    double cut = Double.NEGATIVE_INFINITY;
    if (candidates.length > KEPT) {
      double[] sorted = scores.clone();
      Arrays.sort(sorted);
      cut = sorted[sorted.length - KEPT];
    }
    double least = cut;
    return IntStream.range(0, candidates.length)
        .filter(i -> scores[i] >= least)
        .boxed()
        .sorted((a, b) -> scores[a] == scores[b] ? a - b : Double.compare(scores[b], scores[a]))
        .limit(KEPT)
        .mapToInt(i -> candidates[i])
        .toArray();
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.writeInt(looked);
    out.ints(hottest);
    out.ints(touched, touchedCount);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    looked = in.readInt();
    hottest = in.ints();
    int[] left = in.ints();
    touchedCount = 0;
    for (int id : left) {
      touch(id);
    }
  }
}
