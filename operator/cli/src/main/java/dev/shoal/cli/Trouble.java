package dev.shoal.cli;

/** What ends a command: one line that says what to do. */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Trouble(String message) {
    super(message);
  }
}
