package dev.shoal.pod.extract;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that one side uses and the other doesn't: log-odds ratio with an informative Dirichlet
 * prior, as a z-score (Monroe, Colaresi, Quinn 2008). Only words of the seed count.
 */
final class DistinctiveWords {
  private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
  private static final double SURE = 1.96;

  private final Set<String> vocabulary;
  private final Map<Side, Map<String, Integer>> counts = new EnumMap<>(Side.class);

  DistinctiveWords(String seed) {
    this.vocabulary = words(seed).collect(Collectors.toUnmodifiableSet());
    counts.put(Side.FOR, new HashMap<>());
    counts.put(Side.AGAINST, new HashMap<>());
  }

  void add(Side side, String text) {
    Map<String, Integer> own = counts.get(side);
    if (own != null) {
      words(text)
          .filter(vocabulary::contains)
          .forEach(word -> own.merge(word, 1, (before, one) -> before + one));
    }
  }

  /** The most distinctive words of a side, {@link Side#FOR} or {@link Side#AGAINST}. */
  List<String> of(Side side, int most) {
    Map<String, Integer> own = counts.getOrDefault(side, Map.of());
    Map<String, Integer> other =
        counts.getOrDefault(side == Side.FOR ? Side.AGAINST : Side.FOR, Map.of());
    double ownTotal = total(own);
    double otherTotal = total(other);
    double priorTotal = ownTotal + otherTotal;
    Map<String, Double> scores = new HashMap<>();
    for (String word : own.keySet()) {
      double prior = own.getOrDefault(word, 0) + other.getOrDefault(word, 0);
      double a = own.getOrDefault(word, 0) + prior;
      double b = other.getOrDefault(word, 0) + prior;
      double ratio =
          Math.log(a / (ownTotal + priorTotal - a)) - Math.log(b / (otherTotal + priorTotal - b));
      scores.put(word, ratio / Math.sqrt(1 / a + 1 / b));
    }
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue() >= SURE)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Stream<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(match -> match.group());
  }
}
