package dev.shoal.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.shoal.job.JobNames;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.ChatEntry;
import dev.shoal.protocol.artifact.EntityGraph;
import dev.shoal.protocol.artifact.IndicatorPath;
import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the artifacts that a report is written from; the long ones pass by, entry after entry. */
public final class RunReader {
  private static final int CHAT_SHOWN = 600;
  private static final int FIRST_WITH_INDICATORS = 2;

  /** What drew votes stays; announcements always do. */
  private static final Comparator<ChatEntry> BY_WEIGHT =
      Comparator.comparingInt(
              (ChatEntry entry) ->
                  entry.agentId() == null ? Integer.MAX_VALUE : entry.likes() + entry.dislikes())
          .thenComparing(ChatEntry::id, Comparator.reverseOrder());

  private final ObjectStore store;

  public RunReader(ObjectStore store) {
    this.store = store;
  }

  /**
   * Reads a run's artifacts, of this schema version or an older one.
   *
   * @throws ReportWriter.PermanentReportException if they are newer than this code knows
   */
  public RunData read(String goal, String jobId, int attempt) throws IOException {
    Source source = new Source(jobId, attempt);
    Manifest manifest = source.value(ArtifactKind.MANIFEST, new TypeReference<>() {});
    if (manifest.schemaVersion() > Manifest.CURRENT_SCHEMA) {
      throw new ReportWriter.PermanentReportException(
          "the artifacts have schema version %d, newer than %d"
              .formatted(manifest.schemaVersion(), Manifest.CURRENT_SCHEMA),
          new IllegalStateException("schema version"));
    }
    Structured structured = source.value(ArtifactKind.STRUCTURED, new TypeReference<>() {});
    List<PostEntry> topPosts = source.value(ArtifactKind.TOP_POSTS, new TypeReference<>() {});
    Map<Integer, PostEntry> posts = posts(source, structured, topPosts);
    EntityGraph graph = source.value(ArtifactKind.GRAPH, new TypeReference<>() {});
    Set<String> agents = new HashSet<>();
    structured.stakeholderPositions().forEach(position -> agents.add(position.agent()));
    structured.findings().forEach(finding -> agents.addAll(finding.agents()));
    structured.coalitions().forEach(coalition -> agents.addAll(coalition.leaders()));
    posts.values().forEach(post -> agents.add(post.agent()));
    Chat chat = new Chat();
    source.each(ArtifactKind.CHAT_LOG, ChatEntry.class, chat::add);
    List<IndicatorPath> indicators =
        manifest.schemaVersion() < FIRST_WITH_INDICATORS
            ? List.of()
            : source.value(ArtifactKind.INDICATORS, new TypeReference<>() {});
    return new RunData(
        goal,
        structured,
        source.value(ArtifactKind.MARKET_CURVES, new TypeReference<>() {}),
        topPosts,
        posts,
        agents,
        graph,
        indicators,
        chat.shown(),
        chat.all,
        manifest);
  }

  private static Map<Integer, PostEntry> posts(
      Source source, Structured structured, List<PostEntry> topPosts) throws IOException {
    Set<Integer> cited = new HashSet<>(structured.quotablePosts());
    structured.findings().forEach(finding -> cited.addAll(finding.posts()));
    Map<Integer, PostEntry> posts = new HashMap<>();
    topPosts.forEach(post -> posts.put(post.id(), post));
    cited.removeAll(posts.keySet());
    if (!cited.isEmpty()) {
      source.each(
          ArtifactKind.POSTS,
          PostEntry.class,
          post -> {
            if (cited.contains(post.id())) {
              posts.put(post.id(), post);
            }
          });
    }
    return posts;
  }

  /** Where the artifacts of an attempt lie. */
  private final class Source {
    private final String jobId;
    private final int attempt;

    Source(String jobId, int attempt) {
      this.jobId = jobId;
      this.attempt = attempt;
    }

    <T> T value(ArtifactKind kind, TypeReference<T> type) throws IOException {
      return Wire.json().readValue(store.read(key(kind)), type);
    }

    <T> void each(ArtifactKind kind, Class<T> type, Consumer<T> consumer) throws IOException {
      try (InputStream in = store.open(key(kind));
          MappingIterator<T> entries = Wire.json().readerFor(type).readValues(in)) {
        while (entries.hasNextValue()) {
          consumer.accept(entries.nextValue());
        }
      }
    }

    private String key(ArtifactKind kind) {
      return JobNames.artifactKey(jobId, attempt, kind.fileName());
    }
  }

  /** The messages that weigh most, of all that pass by. */
  private static final class Chat {
    private final PriorityQueue<ChatEntry> kept = new PriorityQueue<>(BY_WEIGHT);
    private long all;

    void add(ChatEntry entry) {
      all++;
      kept.add(entry);
      if (kept.size() > CHAT_SHOWN) {
        kept.poll();
      }
    }

    List<ChatEntry> shown() {
      return kept.stream().sorted(Comparator.comparingInt(ChatEntry::id)).toList();
    }
  }
}
