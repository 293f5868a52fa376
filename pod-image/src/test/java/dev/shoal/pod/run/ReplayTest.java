package dev.shoal.pod.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.pod.llm.Answers;
import dev.shoal.pod.llm.Question;
import dev.shoal.pod.llm.ReplayedAnswers;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a model is repeated byte for byte from the record of its answers. */
class ReplayTest {
  @TempDir Path folder;

  @Test
  void theRecordOfARunGivesTheSameFilesAtAnyConcurrency() throws IOException {
    JobRequest request = request(7);
    List<DeclaredArtifact> live = run(request, "live", 8, new MoodyModel());
    ReplayedAnswers record =
        new ReplayedAnswers(folder.resolve("live").resolve(ArtifactKind.ANSWERS.fileName()));
    List<DeclaredArtifact> replayed = run(request, "replayed", 1, record);
    assertThat(replayed).isEqualTo(live);
    assertThat(record.counters().ok()).isPositive();
    assertThat(record.counters().fallback()).isPositive();
  }

  @Test
  void anotherRunFindsNoAnswersAndSaysSo() throws IOException {
    run(request(7), "live", 8, new MoodyModel());
    ReplayedAnswers record =
        new ReplayedAnswers(folder.resolve("live").resolve(ArtifactKind.ANSWERS.fileName()));
    Run other = SampleRequests.begin(request(8), folder.resolve("other"), 4, record);
    SampleRequests.finish(other);
    assertThat(other.log().fallbackRate()).isEqualTo(1);
  }

  @Test
  void everyPartOfAQuestionCounts() {
    Question question = new Question("a", "b", Map.of("type", "object"), 1);
    assertThat(
            List.of(
                new Question("ab", "", question.schema(), 1),
                new Question("a", "c", question.schema(), 1),
                new Question("a", "b", Map.of("type", "array"), 1),
                new Question("a", "b", question.schema(), 2)))
        .extracting(Question::fingerprint)
        .doesNotContain(question.fingerprint())
        .doesNotHaveDuplicates();
  }

  private static JobRequest request(long seed) {
    return SampleRequests.request(12, 20, seed, "llm", JobRequest.Beliefs.FEED);
  }

  private List<DeclaredArtifact> run(
      JobRequest request, String name, int concurrency, Answers answers) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return SampleRequests.finish(SampleRequests.begin(request, own, concurrency, answers));
  }
}
