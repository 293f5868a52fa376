package dev.shoal.pod.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 17, 28})
  void aStepIsFoundWhereItIs(int at) {
    List<Double> series = IntStream.range(0, 30).mapToObj(i -> i < at ? -0.1 : 0.2).toList();
    assertThat(ChangePoints.of(series, 0.05))
        .containsExactly(new ChangePoints.Change(at, -0.1, 0.2));
  }

  @Test
  void aLevelSeriesHasNone() {
    assertThat(ChangePoints.of(IntStream.range(0, 30).mapToObj(i -> 0.3).toList(), 0.05)).isEmpty();
  }

  @Test
  void aStepBelowTheLeastIsNone() {
    List<Double> series = IntStream.range(0, 30).mapToObj(i -> i < 15 ? 0.0 : 0.04).toList();
    assertThat(ChangePoints.of(series, 0.05)).isEmpty();
  }

  @Test
  void twoStepsComeInOrder() {
    List<Double> series =
        IntStream.range(0, 30).mapToObj(i -> i < 10 ? 0.0 : i < 20 ? 0.5 : 0.1).toList();
    assertThat(ChangePoints.of(series, 0.05))
        .extracting(ChangePoints.Change::at)
        .containsExactly(10, 20);
  }
}
