package dev.shoal.pod.run;

import dev.shoal.pod.artifact.RunArtifacts;
import dev.shoal.pod.engine.Population;
import dev.shoal.pod.extract.Extraction;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.artifact.ArtifactKind;
import dev.shoal.protocol.artifact.EngagementSummary;
import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.SocialGraph;
import dev.shoal.protocol.artifact.Structured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Turns a finished run into its complete set of files. */
public final class RunResults {
  private final Run run;
  private final RunArtifacts files;
  private final Maker maker;

  /**
   * What made a run, for its manifest.
   *
   * @param engineBuild version of this code
   * @param modelArguments command line of the model's server, empty without one
   * @param model its id; {@code scripted} where rules decided
   */
  public record Maker(String engineBuild, List<String> modelArguments, String model) {}

  public RunResults(Run run, Maker maker) {
    this.run = run;
    this.files = new RunArtifacts(run.log().folder());
    this.maker = maker;
  }

  /**
   * Ends the log and writes all that is derived from it.
   *
   * @return all files, the manifest last
   */
  public List<DeclaredArtifact> write() throws IOException {
    run.finish();
    Extraction extraction = extraction();
    List<DeclaredArtifact> declared = new ArrayList<>();
    for (ArtifactKind kind : ArtifactKind.listedInManifest()) {
      switch (kind) {
        case CHAT_LOG, ACTIONS, TRADES, POSTS, ANSWERS -> {} // grew with the run
        case MARKET_CURVES -> files.writeAll(kind, run.market().curves());
        case AGENT_TRAJECTORIES ->
            files.writeAll(kind, run.log().trajectories().byAgent(run.population()));
        case ENGAGEMENT_SUMMARY -> files.writeOne(kind, engagement());
        case TOP_POSTS -> files.writeAll(kind, extraction.topPosts());
        case SOCIAL_GRAPH -> files.writeOne(kind, socialGraph(run.population()));
        case PROFILES -> files.writeAll(kind, run.population().profiles());
        case RELATIONS -> files.writeAll(kind, run.entities().relations());
        case GRAPH -> files.writeOne(kind, run.entities().graph());
        case INDICATORS -> files.writeAll(kind, run.economy().paths());
        case STRUCTURED -> files.writeOne(kind, extraction.structured());
        case MANIFEST -> throw new IllegalStateException("the manifest lists the others");
      }
      declared.add(files.declare(kind));
    }
    files.writeOne(ArtifactKind.MANIFEST, manifest(declared));
    declared.add(files.declare(ArtifactKind.MANIFEST));
    return declared;
  }

  private Extraction extraction() throws IOException {
    Trajectories trajectories = run.log().trajectories();
    int last = trajectories.entries() - 1;
    Extraction.Minds minds =
        new Extraction.Minds(
            trajectories.stances(0),
            trajectories.stances(last / 5),
            trajectories.stances(last * 3 / 5),
            trajectories.stances(last),
            trajectories.meanStance(),
            Arrays.stream(trajectories.confidences(last)).average().orElse(0));
    EngagementSummary engagement = engagement();
    Extraction extraction =
        new Extraction(
            minds,
            run.population(),
            run.request().seedText(),
            new Structured.Scale(
                run.population().size(),
                run.log().rounds().size(),
                engagement.posts() + engagement.replies() + engagement.reposts(),
                engagement.trades()),
            run.market().curves());
    files.read(ArtifactKind.POSTS, PostEntry.class, extraction::add);
    return extraction;
  }

  private Manifest manifest(List<DeclaredArtifact> declared) {
    return new Manifest(
        Manifest.CURRENT_SCHEMA,
        run.request().rngSeed(),
        run.request().engine(),
        maker.model(),
        run.log().fallbackRate(),
        maker.modelArguments(),
        maker.engineBuild(),
        List.copyOf(declared));
  }

  private EngagementSummary engagement() {
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
    List<SocialGraph.Node> nodes =
        IntStream.range(0, population.size())
            .mapToObj(
                agent ->
                    new SocialGraph.Node(
                        agent, population.name(agent), population.follows().followers(agent)))
            .toList();
    List<SocialGraph.Edge> edges =
        IntStream.range(0, population.size())
            .boxed()
            .flatMap(
                agent ->
                    Arrays.stream(population.follows().followees(agent))
                        .mapToObj(followee -> new SocialGraph.Edge(agent, followee)))
            .toList();
    return new SocialGraph(nodes, edges);
  }
}
