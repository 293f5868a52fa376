package dev.shoal.pod.artifact;

import dev.shoal.pod.engine.ActivityClock;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.extract.Extractor;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.run.Run;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.social.Message;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.protocol.artifact.AgentTrajectory;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.ChatEntry;
import dev.shoal.protocol.artifact.EngagementSummary;
import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.SocialGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Turns a finished run into its files. */
public final class RunArtifacts {
  private static final int TOP_POSTS = 50;
  private static final String ANNOUNCER = "Announcement";

  private RunArtifacts() {}

  /**
   * Writes all artifacts.
   *
   * @return what was written, the manifest last
   */
  public static List<DeclaredArtifact> write(Run run, Path folder, String engineBuild)
      throws IOException {
    ArtifactWriter writer = new ArtifactWriter(folder);
    List<PostEntry> hottest = Extractor.posts(run);
    List<DeclaredArtifact> declared = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.listedInManifest()) {
      declared.add(
          switch (kind) {
            case CHAT_LOG -> writer.writeAll(kind, chat(run, 0));
            case ACTIONS -> writer.writeAll(kind, run.log().actions());
            case MARKET_CURVES -> writer.writeAll(kind, run.market().curves());
            case TRADES -> writer.writeAll(kind, run.market().trades());
            case AGENT_TRAJECTORIES -> writer.writeAll(kind, trajectories(run));
            case ENGAGEMENT_SUMMARY -> writer.writeOne(kind, engagement(run));
            case TOP_POSTS -> writer.writeAll(kind, hottest.stream().limit(TOP_POSTS).toList());
            case POSTS ->
                writer.writeAll(
                    kind, hottest.stream().sorted(Comparator.comparingInt(PostEntry::id)).toList());
            case SOCIAL_GRAPH -> writer.writeOne(kind, socialGraph(run.population()));
            case PROFILES -> writer.writeAll(kind, run.population().profiles());
            case RELATIONS -> writer.writeAll(kind, EntityExtractor.relations(run.entities()));
            case GRAPH ->
                writer.writeOne(kind, EntityExtractor.graph(run.document(), run.entities()));
            case STRUCTURED -> writer.writeOne(kind, new Extractor(run, hottest).extract());
            case MANIFEST -> throw new IllegalStateException("the manifest lists the others");
          });
    }
    ChatModel model = run.model();
    Manifest manifest =
        new Manifest(
            Manifest.CURRENT_SCHEMA,
            run.request().jobId(),
            run.request().attempt(),
            run.request().rngSeed(),
            run.request().engine(),
            model == null ? "scripted" : model.modelId(),
            model == null ? 0 : fallbackRate(model.counters()),
            engineBuild,
            List.copyOf(declared));
    declared.add(writer.writeOne(ArtifactKind.MANIFEST, manifest));
    return declared;
  }

  private static double fallbackRate(WorkerStatus.LlmCounters counters) {
    long decisions = counters.ok() + counters.fallback();
    return decisions == 0 ? 0 : (double) counters.fallback() / decisions;
  }

  /** Messages from an index on, as the chat log shows them. */
  public static List<ChatEntry> chat(Run run, int from) {
    List<Message> messages = List.copyOf(run.social().messages());
    return messages.subList(Math.max(0, Math.min(from, messages.size())), messages.size()).stream()
        .map(message -> chatEntry(run.population(), message))
        .toList();
  }

  private static ChatEntry chatEntry(Population population, Message message) {
    boolean announced = message.author() < 0;
    Message parent = message.parent();
    return new ChatEntry(
        message.id(),
        message.round(),
        ActivityClock.minute(message.round()),
        message.kind().name().toLowerCase(Locale.ROOT),
        announced ? null : message.author(),
        announced ? ANNOUNCER : population.name(message.author()),
        parent == null ? null : parent.id(),
        message.text(),
        message.likes(),
        message.dislikes());
  }

  private static Iterable<AgentTrajectory> trajectories(Run run) {
    return () ->
        IntStream.range(0, run.population().size())
            .mapToObj(
                agent ->
                    new AgentTrajectory(
                        agent,
                        run.population().name(agent),
                        column(run.log().stances(), agent),
                        column(run.log().confidences(), agent)))
            .iterator();
  }

  private static List<Double> column(List<double[]> rows, int agent) {
    return rows.stream()
        .flatMapToDouble(row -> DoubleStream.of(Math.round(row[agent] * 1e6) / 1e6))
        .boxed()
        .toList();
  }

  private static EngagementSummary engagement(Run run) {
    List<EngagementSummary.Round> rounds = run.log().rounds();
    return new EngagementSummary(
        rounds.stream().mapToInt(EngagementSummary.Round::posts).sum(),
        rounds.stream().mapToInt(EngagementSummary.Round::replies).sum(),
        rounds.stream().mapToInt(EngagementSummary.Round::reposts).sum(),
        rounds.stream().mapToInt(EngagementSummary.Round::votes).sum(),
        rounds.stream().mapToInt(EngagementSummary.Round::trades).sum(),
        rounds);
  }

  private static SocialGraph socialGraph(Population population) {
    List<SocialGraph.Node> nodes = new ArrayList<>();
    List<SocialGraph.Edge> edges = new ArrayList<>();
    for (int agent = 0; agent < population.size(); agent++) {
      int follower = agent;
      nodes.add(
          new SocialGraph.Node(
              agent, population.name(agent), population.follows().followers(agent)));
      Arrays.stream(population.follows().followees(agent))
          .forEach(followee -> edges.add(new SocialGraph.Edge(follower, followee)));
    }
    return new SocialGraph(nodes, edges);
  }
}
