package dev.shoal.llm;

import java.io.IOException;
import java.util.List;

/** Looks up what is known about a seed on the web. */
public interface SeedEnricher {
  /**
   * Searches.
   *
   * @throws IOException if the service could not be asked, or answered something else
   */
  Findings search(String goal, String seed) throws IOException, InterruptedException;

  /**
   * What was found.
   *
   * @param text to be put after the seed; empty if nothing was found
   * @param citations URLs that it rests on
   */
  record Findings(String text, List<String> citations) {}
}
