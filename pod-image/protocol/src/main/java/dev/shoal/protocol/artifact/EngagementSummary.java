package dev.shoal.protocol.artifact;

import java.util.List;

/** How much happened, in all and by round. */
public record EngagementSummary(
    int posts, int replies, int reposts, int votes, int trades, List<Round> rounds) {
  /** One round's counts. */
  public record Round(
      int round, int activeAgents, int posts, int replies, int reposts, int votes, int trades) {}
}
