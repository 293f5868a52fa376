package dev.shoal.pod.seed;

import java.util.List;

/**
 * Somebody or something that the seed names.
 *
 * @param label {@code Person}, {@code Organisation} or {@code Place}
 * @param sentences indices of the sentences that name it, ascending, at least one
 * @param polarity how it stands on what is proposed, in [-1, 1]
 * @param summary what the seed says of it, one sentence
 * @param persona who speaks for it, one sentence for a model
 */
public record Entity(
    String name,
    String label,
    List<Integer> sentences,
    double polarity,
    String summary,
    String persona) {
  /** Whether it can speak: a place can't. */
  public boolean speaks() {
    return !label.equals("Place");
  }
}
