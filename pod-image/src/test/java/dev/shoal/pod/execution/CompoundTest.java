package dev.shoal.pod.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.pod.run.SampleRequests;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.CompoundResult;
import dev.shoal.protocol.Wire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CompoundTest {
  @TempDir Path folder;

  /** By hand, of the three probabilities themselves. */
  @ParameterizedTest
  @CsvSource({"mean", "median", "geometric_odds", "min", "max"})
  void oneProbabilityIsMadeOfAll(String aggregation) throws Exception {
    Execution.End end = new Compound(compound(aggregation, 60), folder).run();
    CompoundResult result = end.result();
    assertThat(result).isNotNull();
    assertThat(result.simulations())
        .extracting(CompoundResult.Outcome::name)
        .containsExactly("a", "b", "c");
    List<Double> sorted =
        result.simulations().stream().map(CompoundResult.Outcome::probability).sorted().toList();
    double wanted =
        switch (aggregation) {
          case "mean" -> (sorted.get(0) + sorted.get(1) + sorted.get(2)) / 3;
          case "median" -> sorted.get(1);
          case "min" -> sorted.get(0);
          case "max" -> sorted.get(2);
          default -> {
            double odds =
                Math.cbrt(sorted.stream().mapToDouble(p -> p / (1 - p)).reduce(1, (x, y) -> x * y));
            yield odds / (1 + odds);
          }
        };
    assertThat(result.probability())
        .isCloseTo(wanted, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(Wire.json().readValue(folder.resolve("result.json").toFile(), CompoundResult.class))
        .isEqualTo(result);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("result.json"));
    }
  }

  @Test
  void theSameRequestComesToTheSame() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(new Compound(compound("mean", 60), folder).run().result())
        .isEqualTo(new Compound(compound("mean", 60), other).run().result());
  }

  @Test
  void whatRunsTooLongIsEnded() {
    CompoundRequest endless =
        new CompoundRequest(
            "x",
            "mean",
            List.of(new CompoundRequest.Part("a", SampleRequests.request(1_000_000, 50, 1))),
            1);
    Execution.End end = new Compound(endless, folder).run();
    assertThat(end.problem()).isEqualTo("timeout");
    assertThat(end.message()).isEqualTo("0 of 1 simulations ended within 1 s");
  }

  private static CompoundRequest compound(String aggregation, int timeoutSeconds) {
    return new CompoundRequest(
        "x",
        aggregation,
        List.of(
            new CompoundRequest.Part("a", SampleRequests.request(5, 20, 1)),
            new CompoundRequest.Part("b", SampleRequests.request(5, 20, 2)),
            new CompoundRequest.Part("c", SampleRequests.request(8, 30, 3))),
        timeoutSeconds);
  }
}
