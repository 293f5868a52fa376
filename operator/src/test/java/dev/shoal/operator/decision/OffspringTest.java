package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.operator.decision.Offspring.Child;
import dev.shoal.operator.decision.Offspring.End;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffspringTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private final Offspring made =
      new Offspring(
          List.of(
              child("a", End.SUCCEEDED, 1),
              child("b", End.FAILED, 2),
              child("c", End.SUCCEEDED, 3),
              child("d", End.NOT_YET, 5),
              child("e", End.NOT_YET, 4),
              child("f", End.FAILED, 6)));

  @Test
  void theOldestOfEachEndAreTooMany() {
    assertThat(made.surplus(1, 1)).extracting(Child::name).containsExactly("a", "b");
    assertThat(made.surplus(0, 2)).extracting(Child::name).containsExactly("c", "a");
    assertThat(made.surplus(3, 3)).isEmpty();
  }

  @Test
  void whatHasNotEndedIsNeverTooMuch() {
    assertThat(made.surplus(0, 0)).extracting(Child::end).doesNotContain(End.NOT_YET);
    assertThat(made.active()).containsExactly("e", "d");
  }

  @Test
  void theNewestSuccessCounts() {
    assertThat(made.lastSuccess()).contains(NOON.plusSeconds(103));
    assertThat(new Offspring(List.of()).lastSuccess()).isEmpty();
  }

  private static Child child(String name, End end, int created) {
    return new Child(
        "SimulationJob",
        name,
        end,
        NOON.plusSeconds(created),
        end == End.NOT_YET ? null : NOON.plusSeconds(100 + created));
  }
}
