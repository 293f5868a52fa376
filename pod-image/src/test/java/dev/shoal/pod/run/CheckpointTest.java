package dev.shoal.pod.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.JobRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  private static final int ROUNDS = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, feed", "7, feed", "26, feed", "29, feed", "12, deffuant", "12, voter"})
  void aRunThatWasKilledEndsInTheSameBytes(int killedAfter, String dynamics) throws IOException {
    JobRequest request =
        SampleRequests.request(
            ROUNDS, 60, 7, "scripted", new JobRequest.Beliefs(dynamics, 0.4, 0.3));
    List<DeclaredArtifact> undisturbed =
        SampleRequests.finish(SampleRequests.begin(request, folder.resolve("whole"), 4, null));
    Path checkpoint = killed(request, killedAfter);
    Run resumed = resume(request, checkpoint);
    assertThat(resumed.round()).isEqualTo(killedAfter);
    assertThat(SampleRequests.finish(resumed)).isEqualTo(undisturbed);
  }

  @Test
  void aCheckpointOfAnotherRequestIsRefused() throws IOException {
    Path checkpoint = killed(SampleRequests.request(ROUNDS, 60, 7), 5);
    assertThatThrownBy(() -> resume(SampleRequests.request(ROUNDS, 60, 8), checkpoint))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another request");
  }

  @Test
  void aCheckpointThatIsCutOffIsRefused() throws IOException {
    JobRequest request = SampleRequests.request(ROUNDS, 60, 7);
    Path checkpoint = killed(request, 5);
    byte[] whole = Files.readAllBytes(checkpoint);
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(checkpoint, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> resume(request, checkpoint)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherPodOfTheSameJobMayGoOn() throws IOException {
    JobRequest request = SampleRequests.request(ROUNDS, 60, 7);
    Path checkpoint = killed(request, 5);
    assertThat(resume(request.resumingFrom("http://store/checkpoint"), checkpoint).round())
        .isEqualTo(5);
  }

  private Path killed(JobRequest request, int after) throws IOException {
    Run run = SampleRequests.begin(request, folder.resolve("killed"), 1, null);
    assertThatThrownBy(() -> run.simulate(round -> {}, () -> run.round() == after))
        .isInstanceOf(CancellationException.class);
    Path checkpoint = folder.resolve("checkpoint");
    Checkpoint.write(run, "test", checkpoint);
    return checkpoint;
  }

  private Run resume(JobRequest request, Path checkpoint) throws IOException {
    return Checkpoint.read(
        request,
        "test",
        checkpoint,
        entities ->
            new Run(
                request, entities, Files.createDirectories(folder.resolve("resumed")), 64, null));
  }
}
