package dev.shoal.llm;

import dev.shoal.job.MarketPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes markets of whatever a model gave: distinct, bounded, at least one. */
public final class MarketCleaning {
  private static final int LONGEST_ID = 40;

  private MarketCleaning() {}

  /** At most {@code count} markets; the goal at a half if nothing usable was given. */
  public static List<MarketPlan> clean(List<MarketPlan> given, String goal, int count) {
    List<MarketPlan> kept = new ArrayList<>();
    Set<String> questions = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (MarketPlan market : given) {
      String question = bounded(market.question());
      if (kept.size() < count
          && !question.isEmpty()
          && questions.add(question.toLowerCase(Locale.ROOT))) {
        kept.add(new MarketPlan(uniqueId(question, ids), question, clamped(market)));
      }
    }
    return kept.isEmpty() ? List.of(new MarketPlan("goal", bounded(goal), 0.5)) : kept;
  }

  private static double clamped(MarketPlan market) {
    double p = market.initialProbability();
    return Double.isFinite(p) ? Math.clamp(p, MarketPlan.LOWEST, MarketPlan.HIGHEST) : 0.5;
  }

  private static String bounded(String question) {
    String line = question.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= MarketPlan.LONGEST_QUESTION
        ? line
        : line.substring(0, MarketPlan.LONGEST_QUESTION - 1).strip() + "…";
  }

  private static String uniqueId(String question, Set<String> taken) {
    String base =
        question.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    base = base.length() <= LONGEST_ID - 3 ? base : base.substring(0, LONGEST_ID - 3);
    base = base.replaceAll("-$", "");
    String id = base.isEmpty() ? "market" : base;
    for (int i = 2; !taken.add(id); i++) {
      id = base + "-" + i;
    }
    return id;
  }
}
