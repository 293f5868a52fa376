package dev.shoal.pod.extract;

import java.util.Locale;
import java.util.stream.IntStream;

/** Where an agent stands on the goal. */
public enum Side {
  FOR,
  AGAINST,
  UNDECIDED;

  private static final double UNDECIDED_WITHIN = 0.15;

  /** The side of a stance in [-1, 1]. */
  public static Side of(double stance) {
    return stance > UNDECIDED_WITHIN ? FOR : stance < -UNDECIDED_WITHIN ? AGAINST : UNDECIDED;
  }

  /** Agents of this side, ascending. */
  int[] members(double[] stances) {
    return IntStream.range(0, stances.length).filter(i -> of(stances[i]) == this).toArray();
  }

  /** As artifacts write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
