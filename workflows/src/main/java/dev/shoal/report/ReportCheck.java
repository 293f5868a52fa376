package dev.shoal.report;

import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a report rests on the run that it is about: all sections, four findings, and nothing
 * cited or quoted that the artifacts don't have.
 */
final class ReportCheck {
  /** Sections in their order. */
  static final List<String> SECTIONS =
      List.of(
          "Executive Summary",
          "Verdict",
          "Key Findings",
          "Agent Coalitions",
          "Markets",
          "Method and limits");

  private static final int FINDINGS = 4;
  private static final int SHORTEST_QUOTE = 25;
  private static final Pattern CITED = Pattern.compile("(?i)\\bposts?\\s+#?(\\d{1,9})");
  private static final Pattern QUOTED =
      Pattern.compile("[\"“]([^\"“”\n]{" + SHORTEST_QUOTE + ",})[\"”]");

  private ReportCheck() {}

  /** What is wrong, in words that a writer can act on; empty if nothing is. */
  static List<String> problems(Report report, RunData run) {
    List<String> problems = new ArrayList<>();
    sections(report.markdown(), problems);
    findings(report.structured(), run, problems);
    CITED
        .matcher(report.markdown())
        .results()
        .map(match -> Integer.parseInt(match.group(1)))
        .filter(id -> run.post(id).isEmpty())
        .distinct()
        .forEach(id -> problems.add("post " + id + " is not among the posts that you can cite"));
    quotes(report.markdown(), run, problems);
    if (report.structured().keyInsight().isBlank()) {
      problems.add("key_insight is empty");
    }
    return problems;
  }

  private static void sections(String markdown, List<String> problems) {
    int from = 0;
    for (String section : SECTIONS) {
      Matcher heading =
          Pattern.compile("(?m)^#{1,3}\\s+" + Pattern.quote(section) + "\\s*$").matcher(markdown);
      if (heading.find(from)) {
        from = heading.end();
      } else {
        problems.add("the section \"" + section + "\" is missing or out of order");
      }
    }
  }

  private static void findings(Structured structured, RunData run, List<String> problems) {
    if (structured.findings().size() != FINDINGS) {
      problems.add("there must be four findings, not " + structured.findings().size());
    }
    for (Structured.Finding finding : structured.findings()) {
      if (finding.posts().isEmpty() && finding.agents().isEmpty()) {
        problems.add("the finding \"" + finding.title() + "\" cites neither a post nor an agent");
      }
      finding.posts().stream()
          .filter(id -> run.post(id).isEmpty())
          .forEach(id -> problems.add("post " + id + " is not among the posts that you can cite"));
      finding.agents().stream()
          .filter(agent -> !run.agents().contains(agent))
          .forEach(agent -> problems.add("there is no agent \"" + agent + "\""));
    }
  }

  /** Words in quotation marks have to stand in some post, or in the question. */
  private static void quotes(String markdown, RunData run, List<String> problems) {
    for (MatchResult quote : QUOTED.matcher(markdown).results().toList()) {
      String words = plain(quote.group(1));
      Optional<PostEntry> source =
          run.posts().values().stream()
              .filter(post -> plain(post.text()).contains(words))
              .findAny();
      boolean market =
          run.curves().stream().anyMatch(curve -> plain(curve.question()).contains(words));
      if (source.isEmpty() && !market && !plain(run.goal()).contains(words)) {
        problems.add("no post says \"" + quote.group(1) + "\"");
      }
    }
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[\\\\*_`>]", "")
        .replaceAll("\\s+", " ")
        .replaceAll("[….,;:!? ]+$", "")
        .strip();
  }
}
