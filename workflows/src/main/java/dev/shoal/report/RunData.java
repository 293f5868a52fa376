package dev.shoal.report;

import dev.shoal.protocol.artifact.ChatEntry;
import dev.shoal.protocol.artifact.EntityGraph;
import dev.shoal.protocol.artifact.IndicatorPath;
import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is written from: the question and the artifacts of its run, of a size that does not
 * grow with the run.
 *
 * @param topPosts hottest first
 * @param posts by id: the hottest, and those that the structured outcome cites
 * @param agents names of the agents that a report can speak of: those that the seed names, and the
 *     authors of {@code posts}
 * @param chat messages in order, the most voted where there are many
 * @param messages number of all messages
 */
public record RunData(
    String goal,
    Structured structured,
    List<MarketCurve> curves,
    List<PostEntry> topPosts,
    Map<Integer, PostEntry> posts,
    Set<String> agents,
    EntityGraph graph,
    List<IndicatorPath> indicators,
    List<ChatEntry> chat,
    long messages,
    Manifest manifest) {

  /** A post that a report can cite. */
  public Optional<PostEntry> post(int id) {
    return Optional.ofNullable(posts.get(id));
  }
}
