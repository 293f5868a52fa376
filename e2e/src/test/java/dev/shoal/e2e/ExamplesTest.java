package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example is applied by some test, and reaches its end. */
@Tag("e2e")
@Alongside
class ExamplesTest extends JobTest {
  private static final Path EXAMPLES = Path.of("../examples");
  private static final Path TESTS = Path.of("src/test/java/dev/shoal/e2e");

  @ParameterizedTest
  @ValueSource(strings = {"congestion-charge.yaml", "port-strike.yaml"})
  void aSimulationReachesItsEnd(String file) throws IOException {
    String another = // the same job twice would be a duplicate
        Files.readString(EXAMPLES.resolve(file))
            .replaceFirst("randomSeed: \\d+", "randomSeed: " + SEEDS.incrementAndGet());
    List<HasMetadata> resources;
    try (InputStream in = new ByteArrayInputStream(another.getBytes(UTF_8))) {
      resources = stack.kubernetes.load(in).items();
    }
    for (HasMetadata one : resources) {
      if (!one.getKind().equals("Namespace")) {
        one.getMetadata().setNamespace(NAMESPACE);
        stack.kubernetes.resource(one).serverSideApply();
      }
    }
    String name = resources.getLast().getMetadata().getName();
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().keyInsight()).isNotBlank();
    stack.kubernetes.resource(job).delete();
    await().until(() -> stack.job(name) == null);
  }

  @Test
  void noExampleIsLeftOut() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> all = Files.list(TESTS)) {
      for (Path test : all.toList()) {
        tests.append(Files.isRegularFile(test) ? Files.readString(test) : "");
      }
    }
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      List<String> files =
          examples.filter(Files::isRegularFile).map(one -> one.getFileName().toString()).toList();
      assertThat(files).isNotEmpty().allMatch(file -> tests.indexOf(file + "\"") >= 0);
    }
  }
}
