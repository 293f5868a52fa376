package dev.shoal.pod.social;

/** The words of a message: as given, or a phrase that is put into words when somebody reads it. */
public sealed interface Wording {
  /** Words as they are. */
  record Literal(String text) implements Wording {}

  /**
   * A phrase of the book: three numbers instead of a text, so that a million messages fit.
   *
   * @param frame index of the sentence frame
   * @param evidence index of the seed's sentence in it
   * @param addressee agent in it
   */
  record Phrase(int frame, int evidence, int addressee) implements Wording {}
}
