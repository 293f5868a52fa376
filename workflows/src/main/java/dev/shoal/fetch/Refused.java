package dev.shoal.fetch;

/** A source can't be read as it is asked for, now or later; the message says what to do. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
