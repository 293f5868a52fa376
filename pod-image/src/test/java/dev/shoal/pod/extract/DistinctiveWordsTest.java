package dev.shoal.pod.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistinctiveWordsTest {
  private final DistinctiveWords words =
      new DistinctiveWords("The charge funds trams. Shops lose customers. The council votes.");

  @Test
  void wordsOfOneSideAreItsOwn() {
    for (int i = 0; i < 40; i++) {
      words.add(Side.FOR, "the council should charge, for the trams");
      words.add(Side.AGAINST, "the council forgets that shops lose customers");
      words.add(Side.UNDECIDED, "customers customers customers");
    }
    assertThat(words.of(Side.FOR, 3)).containsExactly("charge", "trams");
    assertThat(words.of(Side.AGAINST, 3)).containsExactly("customers", "lose", "shops");
  }

  @Test
  void wordsThatBothUseOrTheSeedLacksAreNone() {
    for (int i = 0; i < 40; i++) {
      words.add(Side.FOR, "council absolutely");
      words.add(Side.AGAINST, "council nonsense");
    }
    assertThat(words.of(Side.FOR, 3)).isEmpty();
    assertThat(words.of(Side.AGAINST, 3)).isEmpty();
  }
}
