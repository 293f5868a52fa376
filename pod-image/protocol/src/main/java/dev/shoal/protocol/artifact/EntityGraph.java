package dev.shoal.protocol.artifact;

import java.util.List;

/** The entities of the seed and how they hang together. */
public record EntityGraph(List<Node> nodes, List<Edge> edges, Counts counts) {
  /**
   * An entity.
   *
   * @param uuid stable for the same name
   * @param summary sentence of the seed that first names it
   */
  public record Node(String uuid, String name, List<String> labels, String summary) {}

  /** A relation between two nodes, by uuid. */
  public record Edge(String source, String target, String type, int weight) {}

  /** Sizes. */
  public record Counts(int nodes, int edges) {}
}
