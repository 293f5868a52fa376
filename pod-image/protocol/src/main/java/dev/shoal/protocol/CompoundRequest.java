package dev.shoal.protocol;

import java.util.List;

/**
 * Body of {@code POST /simulate}: simulations that the pod runs one after the other.
 *
 * @param executionId the same again is the same execution
 * @param aggregation how one probability is made of theirs: {@code mean}, {@code median}, {@code
 *     geometric_odds}, {@code min} or {@code max}
 * @param timeoutSeconds after which they are ended, from 1
 */
public record CompoundRequest(
    String executionId, String aggregation, List<Part> simulations, int timeoutSeconds) {
  /** A simulation and its name among the others. */
  public record Part(String name, JobRequest simulation) {}
}
