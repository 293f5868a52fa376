package dev.shoal.pod.run;

import dev.shoal.pod.llm.Answers;
import dev.shoal.pod.llm.RecordingAnswers;
import dev.shoal.pod.seed.EntityExtractor;
import dev.shoal.pod.seed.SeedDocument;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for tests, and runs of them. */
public final class SampleRequests {
  /** A seed with people, bodies and places. */
  public static final String SEED =
      """
      # A congestion charge for Hafenstadt

      Hafenstadt has drafted a congestion charge for its old town. The Greens and the Social Democrats
      back the draft; the Christian Democrats oppose it. The chamber of commerce, led by Birgit
      Aldinger, expects to lose customers. The tenants' league supports the charge. Dr. Jonas
      Petersen points to Stockholm, where support rose after the trial. The mayor, Leyla Demir, called
      the article misleading. The police union doubts that evasion can be enforced.
      """;

  private SampleRequests() {}

  public static JobRequest request(int rounds, int agents, long seed) {
    return request(rounds, agents, seed, "scripted", JobRequest.Beliefs.FEED);
  }

  public static JobRequest request(
      int rounds, int agents, long seed, String engine, JobRequest.Beliefs beliefs) {
    return new JobRequest(
        "7c7b7b0d-2fe1-4c8a-afb4-70aa4fc657c1",
        1,
        SEED,
        "Will the council adopt the charge?",
        rounds,
        agents,
        90,
        List.of(
            new JobRequest.Market("adopt", "Will the council adopt it?", 0.5),
            new JobRequest.Market("sue", "Will the suburbs sue?", 0.3)),
        List.of(new JobRequest.Event(2, "The review is out.")),
        seed,
        engine,
        0,
        beliefs,
        null,
        null);
  }

  /** A run at its start, its entities found by rules. */
  public static Run begin(
      JobRequest request, Path folder, int concurrency, @Nullable Answers answers)
      throws IOException {
    return new Run(
        request,
        EntityExtractor.extract(SeedDocument.parse(request.seedText())),
        Files.createDirectories(folder),
        concurrency,
        answers == null ? null : new RecordingAnswers(answers));
  }

  /** Runs what is left and writes all files. */
  public static List<DeclaredArtifact> finish(Run run) throws IOException {
    run.simulate(round -> {}, () -> false);
    return new RunResults(run, new RunResults.Maker("test", List.of(), "scripted")).write();
  }
}
