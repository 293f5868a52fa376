package dev.shoal.job;

/**
 * What came of telling a webhook of a report.
 *
 * @param webhook its place in {@code spec.report.notify}, from 0
 * @param message how it answered, never its address
 */
public record Notice(int webhook, State state, String message) {
  /** How far it is. */
  public enum State {
    /** It took the news. */
    DELIVERED,
    /** It could not be told yet; that is tried again. */
    TRIED,
    /** It will not take them. */
    REFUSED
  }

  /** Whether nothing more is to be done. */
  public boolean settled() {
    return state != State.TRIED;
  }
}
