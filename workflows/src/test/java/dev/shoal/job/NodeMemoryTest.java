package dev.shoal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.NodeMemory.Avoided;
import dev.shoal.job.NodeMemory.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void aFailureCountsLessByTheHourAndIsForgotten() {
    assertThat(IntStream.range(0, 8).map(hours -> weight(failure("n", hours * 60))))
        .containsExactly(60, 30, 15, 8, 4, 2, 0, 0);
  }

  @Test
  void failuresAddUpToAPoint() {
    assertThat(weight(failure("n", 0), failure("n", 60))).isEqualTo(90);
    assertThat(weight(failure("n", 0), failure("n", 0), failure("n", 0))).isEqualTo(100);
  }

  @Test
  void theNewestFailureIsTold() {
    assertThat(
            NodeMemory.avoided(
                List.of(
                    new Failure("n", Reason.STUCK, NOW.minusSeconds(60)),
                    new Failure("n", Reason.BAD_HOST, NOW.minusSeconds(30))),
                NOW))
        .singleElement()
        .satisfies(
            avoided -> {
              assertThat(avoided.reason()).isEqualTo(Reason.BAD_HOST);
              assertThat(avoided.until()).isEqualTo(NOW.plus(Duration.ofHours(6)).minusSeconds(30));
            });
  }

  /** Whatever failed: few nodes, each once, weights that the scheduler takes, in any order. */
  @Test
  void itIsBoundedAndKnowsNoOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Failure> failures = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        failures.add(failure("n" + random.nextInt(12), random.nextInt(600) - 5));
      }
      List<Avoided> avoided = NodeMemory.avoided(failures, NOW);
      assertThat(avoided).hasSizeLessThanOrEqualTo(5);
      assertThat(avoided).extracting(Avoided::node).doesNotHaveDuplicates();
      assertThat(avoided).allMatch(node -> node.weight() >= 1 && node.weight() <= 100);
      Collections.shuffle(failures, random);
      assertThat(NodeMemory.avoided(failures, NOW))
          .extracting(Avoided::node)
          .isEqualTo(avoided.stream().map(Avoided::node).toList());
    }
  }

  private static Failure failure(String node, int minutesAgo) {
    return new Failure(node, Reason.BAD_HOST, NOW.minus(Duration.ofMinutes(minutesAgo)));
  }

  private static int weight(Failure... failures) {
    List<Avoided> avoided = NodeMemory.avoided(List.of(failures), NOW);
    return avoided.isEmpty() ? 0 : avoided.getFirst().weight();
  }
}
