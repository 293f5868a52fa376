package dev.shoal.report;

/**
 * A written report.
 *
 * @param markdown with the sections of the specification
 * @param keyInsight its main point, at most 200 characters
 * @param writer what wrote it, such as {@code built-in}
 */
public record Report(String markdown, String keyInsight, String writer) {
  /** Longest key insight, in characters. */
  public static final int LONGEST_INSIGHT = 200;

  public Report {
    if (keyInsight.length() > LONGEST_INSIGHT) {
      keyInsight = keyInsight.substring(0, LONGEST_INSIGHT - 1).strip() + "…";
    }
  }
}
