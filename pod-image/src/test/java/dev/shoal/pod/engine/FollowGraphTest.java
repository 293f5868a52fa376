package dev.shoal.pod.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Degrees of the graph against Barabasi and Albert 1999: P(k) = 2m(m+1) / (k(k+1)(k+2)). */
class FollowGraphTest {
  private static final int AGENTS = 20_000;

  @Test
  void degreesFollowThePowerLawOfPreferentialAttachment() {
    FollowGraph graph =
        FollowGraph.grow(IntStream.range(0, AGENTS).toArray(), RandomStream.of(1, "test"));
    for (int k : new int[] {3, 4, 5, 8}) {
      int degree = k;
      long count =
          IntStream.range(0, AGENTS)
              .filter(agent -> graph.followers(agent) + graph.followees(agent).length == degree)
              .count();
      double expected = 24.0 / (k * (k + 1) * (k + 2));
      assertThat((double) count / AGENTS).as("P(%d)", k).isCloseTo(expected, within(0.015));
    }
  }

  @Test
  void nobodyFollowsItselfOrAnotherTwice() {
    FollowGraph graph =
        FollowGraph.grow(IntStream.range(0, 500).toArray(), RandomStream.of(2, "test"));
    for (int agent = 0; agent < 500; agent++) {
      assertThat(graph.followees(agent)).doesNotContain(agent).doesNotHaveDuplicates();
    }
  }

  @Test
  void trustLearnsTowardsAgreement() {
    FollowGraph graph =
        FollowGraph.grow(IntStream.range(0, 10).toArray(), RandomStream.of(3, "test"));
    int followee = graph.followees(5)[0];
    graph.learn(5, followee, 1);
    assertThat(graph.trust(5, followee)).isCloseTo(0.525, within(1e-6));
  }
}
