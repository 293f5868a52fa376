package dev.shoal.pod.seed;

import dev.shoal.protocol.artifact.EntityGraph;
import dev.shoal.protocol.artifact.Relation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was found in a seed: who it names, and how they hang together. */
public record Entities(List<Entity> all, List<Relation> relations) {

  /** Both as a graph. */
  public EntityGraph graph() {
    Map<String, Entity> byName =
        all.stream().collect(Collectors.toMap(Entity::name, Function.identity()));
    List<EntityGraph.Node> nodes =
        all.stream()
            .map(
                entity ->
                    new EntityGraph.Node(
                        uuid(entity.name()),
                        entity.name(),
                        List.of(entity.label()),
                        entity.summary()))
            .toList();
    List<EntityGraph.Edge> edges =
        relations.stream()
            .filter(
                relation ->
                    byName.containsKey(relation.source()) && byName.containsKey(relation.target()))
            .map(
                relation ->
                    new EntityGraph.Edge(
                        uuid(relation.source()),
                        uuid(relation.target()),
                        relation.type(),
                        relation.weight()))
            .toList();
    return new EntityGraph(nodes, edges, new EntityGraph.Counts(nodes.size(), edges.size()));
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
