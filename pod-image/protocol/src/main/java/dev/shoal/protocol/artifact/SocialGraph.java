package dev.shoal.protocol.artifact;

import java.util.List;

/** Who follows whom at the end. */
public record SocialGraph(List<Node> nodes, List<Edge> edges) {
  /** An agent with its number of followers. */
  public record Node(int agentId, String agent, int followers) {}

  /** Agent {@code follower} reads agent {@code followee}. */
  public record Edge(int follower, int followee) {}
}
