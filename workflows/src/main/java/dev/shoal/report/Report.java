package dev.shoal.report;

import dev.shoal.protocol.artifact.Structured;

/**
 * A written report.
 *
 * @param markdown with the sections of the specification
 * @param structured the same for programs: the run's outcome, with the writer's own verdict and
 *     findings
 * @param writer what wrote it, such as {@code built-in}
 */
public record Report(String markdown, Structured structured, String writer) {
  /** Longest key insight, in characters. */
  public static final int LONGEST_INSIGHT = 200;

  /** Its main point, at most 200 characters. */
  public String keyInsight() {
    String insight = structured.keyInsight();
    return insight.length() <= LONGEST_INSIGHT
        ? insight
        : insight.substring(0, LONGEST_INSIGHT - 1).strip() + "…";
  }
}
