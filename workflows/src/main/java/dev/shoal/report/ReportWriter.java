package dev.shoal.report;

/** Writes a report from a run's artifacts. */
public interface ReportWriter {
  /**
   * Writes.
   *
   * @throws TransientReportException if trying again later may help
   * @throws PermanentReportException if it can't
   */
  Report write(RunData run);

  /** Trying again later may help. */
  final class TransientReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransientReportException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Trying again can't help: a bad key, say. */
  final class PermanentReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PermanentReportException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
