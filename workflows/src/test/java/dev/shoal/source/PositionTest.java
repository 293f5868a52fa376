package dev.shoal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
  @ParameterizedTest
  @CsvSource({
    "9, 10, 10",
    "2026-11-25T09:00:00Z, 2026-11-25T10:00:00Z, 2026-11-25T10:00:00Z",
    "b, a, b",
    ", a, a",
    "a,, a",
    "1.50, 1.5, 1.50",
  })
  void cursorsAreNumbersOrText(String one, String other, String greater) {
    assertThat(Position.greater(one, other)).isEqualTo(greater);
  }

  /** Pages may come in any order: only a whole pass moves the cursor. */
  @Test
  void anUnfinishedPassMovesNoCursor() {
    Position under = new Position("5", null, null).at("p2", Optional.of("9"));
    assertThat(under).isEqualTo(new Position("5", "p2", "9"));
    assertThat(under.at("p3", Optional.of("7"))).isEqualTo(new Position("5", "p3", "9"));
    assertThat(under.whole(Optional.of("8"))).isEqualTo(new Position("9", null, null));
    assertThat(under.whole(Optional.empty())).isEqualTo(new Position("9", null, null));
    assertThat(Position.START.whole(Optional.empty())).isEqualTo(Position.START);
  }
}
