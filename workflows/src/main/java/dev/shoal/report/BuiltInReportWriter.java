package dev.shoal.report;

import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the report from the extracted signals alone, without a model, and says so. */
public final class BuiltInReportWriter implements ReportWriter {
  private static final int LONGEST_QUOTE = 240;

  @Override
  public Report write(RunData run) {
    Structured outcome = run.structured();
    StringBuilder out = new StringBuilder();
    out.append("# ").append(line(run.goal())).append("\n\n");
    section(out, "Executive Summary", line(outcome.brief()) + "\n\n" + answer(run));
    section(out, "Verdict", "**" + line(outcome.verdict()) + "**");
    section(out, "Key Findings", findings(run));
    section(out, "Agent Coalitions", coalitions(outcome) + "\n\n" + course(outcome));
    section(out, "Markets", markets(run.curves()));
    section(out, "Method and limits", method(run));
    return new Report(out.toString(), outcome, "built-in");
  }

  private static String answer(RunData run) {
    Structured outcome = run.structured();
    return "The line of disagreement: "
        + line(outcome.disagreementAxis())
        + ". Sentiment over all agents ends at "
        + outcome.sentiment()
        + " of 100.";
  }

  private static String findings(RunData run) {
    Map<Integer, PostEntry> posts = run.posts();
    StringBuilder out = new StringBuilder();
    int number = 1;
    for (Structured.Finding finding : run.structured().findings()) {
      out.append(number++)
          .append(". **")
          .append(line(finding.title()))
          .append(".** ")
          .append(line(finding.text()))
          .append('\n');
      for (Integer id : finding.posts()) {
        PostEntry post = posts.get(id);
        if (post != null) {
          out.append("   > ")
              .append(quote(post.text()))
              .append(" — ")
              .append(line(post.agent()))
              .append(" (post ")
              .append(post.id())
              .append(", round ")
              .append(post.round())
              .append(")\n\n");
        }
      }
    }
    return out.toString().stripTrailing();
  }

  private static String coalitions(Structured outcome) {
    StringBuilder out =
        new StringBuilder("| Stage | Side | Agents | Led by |\n|---|---|---|---|\n");
    for (Structured.Coalition coalition : outcome.coalitions()) {
      out.append(
          "| %s | %s | %d | %s |\n"
              .formatted(
                  coalition.stage(),
                  coalition.side(),
                  coalition.size(),
                  cell(String.join(", ", coalition.leaders()))));
    }
    return out.toString().stripTrailing();
  }

  /** Who moved, and when the discussion turned. */
  private static String course(Structured outcome) {
    StringBuilder out = new StringBuilder();
    if (!outcome.stakeholderPositions().isEmpty()) {
      out.append("| Stakeholder | Stance at first | Stance at last |\n|---|---|---|\n");
      outcome
          .stakeholderPositions()
          .forEach(
              position ->
                  out.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %+.2f | %+.2f |%n",
                          cell(position.agent()),
                          position.initial(),
                          position.last())));
      out.append('\n');
    }
    for (Structured.PhaseBoundary turn : outcome.phaseBoundaries()) {
      out.append("- Round ").append(turn.round()).append(": ").append(line(turn.description()));
      out.append(".\n");
    }
    return out.toString().stripTrailing();
  }

  private static String markets(List<MarketCurve> curves) {
    StringBuilder out =
        new StringBuilder(
            "| Market | Opened at | LMSR price | Median belief | Odds-weighted mean | Shares traded |\n"
                + "|---|---|---|---|---|---|\n");
    for (MarketCurve curve : curves) {
      MarketCurve.Point last = curve.points().getLast();
      out.append(
          "| %s | %s | %s | %s | %s | %.0f |\n"
              .formatted(
                  cell(curve.question()),
                  percent(curve.points().getFirst().price()),
                  percent(last.price()),
                  percent(last.medianBelief()),
                  percent(last.meanLogOdds()),
                  last.volume()));
    }
    return out.toString().stripTrailing();
  }

  private static String method(RunData run) {
    Structured.Scale scale = run.structured().scale();
    return """
        %d agents in %d rounds, engine `%s`, random seed %d. The agents are simulated; the numbers say \
        how this population argued and traded, not how the world will go. The LMSR price is what the \
        market maker asks for a YES share after the last trade; the median belief and the odds-weighted \
        mean are taken over all agents, whether they traded or not. This report was put together by \
        Shoal's built-in writer from the extracted signals alone; no language model wrote it."""
        .formatted(
            scale.agents(), scale.rounds(), run.manifest().engine(), run.manifest().rngSeed());
  }

  private static void section(StringBuilder out, String title, String body) {
    out.append("## ").append(title).append("\n\n").append(body).append("\n\n");
  }

  private static String quote(String text) {
    String one = line(text);
    return "\""
        + (one.length() <= LONGEST_QUOTE ? one : one.substring(0, LONGEST_QUOTE - 1) + "…")
        + "\"";
  }

  private static String cell(String text) {
    return line(text).replace("|", "\\|");
  }

  /** One line, with Markdown's own signs taken as text. */
  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1");
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
  }
}
