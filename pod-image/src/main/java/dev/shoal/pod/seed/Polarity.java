package dev.shoal.pod.seed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Whether a sentence speaks for or against what is proposed, by the words it uses. */
public final class Polarity {
  private static final Set<String> FOR =
      Set.of(
          "back",
          "backs",
          "backed",
          "support",
          "supports",
          "supported",
          "promise",
          "promised",
          "promises",
          "benefit",
          "benefits",
          "gain",
          "gains",
          "favour",
          "favours",
          "agree",
          "agrees",
          "agreed",
          "rose",
          "improve",
          "improves",
          "welcome",
          "welcomes",
          "fewer",
          "cleaner",
          "safe",
          "safer",
          "recover",
          "recovers",
          "resume",
          "resumes",
          "resumed",
          "offered",
          "offers",
          "growth",
          "collected",
          "endorse",
          "endorses",
          "approve",
          "approves",
          "success",
          "progress",
          "return",
          "returned",
          "settled");
  private static final Set<String> AGAINST =
      Set.of(
          "against",
          "oppose",
          "opposes",
          "opposed",
          "reject",
          "rejects",
          "rejected",
          "threaten",
          "threatens",
          "sue",
          "lose",
          "loses",
          "loss",
          "losses",
          "doubt",
          "doubts",
          "underestimated",
          "misleading",
          "fear",
          "fears",
          "strike",
          "broke",
          "stopped",
          "injunction",
          "protest",
          "protests",
          "too",
          "much",
          "cost",
          "costs",
          "delay",
          "delays",
          "delayed",
          "refuse",
          "refuses",
          "refused",
          "warn",
          "warns",
          "warned",
          "risk",
          "risks",
          "fail",
          "fails",
          "failed",
          "blocked",
          "shortage",
          "critics",
          "criticised");

  private Polarity() {}

  /** In [-1, 1]; 0 where nothing speaks either way. */
  public static double of(String sentence) {
    int score = 0;
    int found = 0;
    for (String word : Arrays.asList(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}']+", -1))) {
      if (FOR.contains(word)) {
        score++;
        found++;
      } else if (AGAINST.contains(word)) {
        score--;
        found++;
      }
    }
    return found == 0 ? 0 : (double) score / found;
  }
}
