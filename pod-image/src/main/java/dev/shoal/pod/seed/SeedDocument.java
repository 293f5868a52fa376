package dev.shoal.pod.seed;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A seed text, taken apart.
 *
 * @param sentences in order, without headings and without a line that states the goal
 */
public record SeedDocument(List<String> sentences) {
  private static final int LONGEST_SENTENCE = 280;

  /** Splits a text into sentences; Markdown's headings and line breaks are not text. */
  public static SeedDocument parse(String text) {
    StringBuilder prose = new StringBuilder();
    for (String line : text.lines().toList()) {
      String trimmed = line.strip();
      if (trimmed.startsWith("#") || trimmed.regionMatches(true, 0, "goal:", 0, 5)) {
        prose.append("\n\n");
      } else {
        prose.append(trimmed.isEmpty() ? "\n\n" : trimmed + " ");
      }
    }
    List<String> sentences = new ArrayList<>();
    for (String paragraph : prose.toString().split("\n\n", -1)) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
      breaks.setText(paragraph);
      int start = breaks.first();
      StringBuilder pending = new StringBuilder();
      for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
        pending.append(paragraph, start, end);
        if (endsSentence(pending)) {
          add(sentences, pending.toString());
          pending.setLength(0);
        }
      }
      add(sentences, pending.toString());
    }
    return new SeedDocument(List.copyOf(sentences));
  }

  /** A title or initial such as "Dr." does not end a sentence. */
  private static boolean endsSentence(CharSequence text) {
    return !text.toString().strip().matches("(?s).*\\b(Dr|Mr|Mrs|Ms|Prof|St|No|[A-Z])\\.");
  }

  private static void add(List<String> sentences, String raw) {
    String sentence = raw.strip().replaceAll("\\s+", " ");
    if (sentence.length() > 3) {
      sentences.add(
          sentence.length() <= LONGEST_SENTENCE
              ? sentence
              : sentence.substring(0, LONGEST_SENTENCE - 1).strip() + "…");
    }
  }
}
