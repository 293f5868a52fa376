package dev.shoal.pod.seed;

import java.util.List;

/**
 * Somebody or something that the seed names.
 *
 * @param label {@code Person}, {@code Organisation} or {@code Place}
 * @param sentences indices of the sentences that name it, ascending
 * @param polarity mean of those sentences, in [-1, 1]
 */
public record Entity(String name, String label, List<Integer> sentences, double polarity) {
  /** Whether it can speak: a place can't. */
  public boolean speaks() {
    return !label.equals("Place");
  }
}
