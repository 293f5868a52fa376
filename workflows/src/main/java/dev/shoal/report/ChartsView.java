package dev.shoal.report;

import dev.shoal.protocol.artifact.IndicatorPath;
import dev.shoal.protocol.artifact.MarketCurve;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.owasp.encoder.Encode;

/** The markets round by round, and the economy beside them. */
final class ChartsView {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;
  private static final int LEFT = 46;
  private static final int RIGHT = 10;
  private static final int TOP = 12;
  private static final int BOTTOM = 26;
  private static final int COLOURS = 5;

  /** Where indicators begin. */
  private static final double START = 100;

  private ChartsView() {}

  static String render(List<MarketCurve> curves, List<IndicatorPath> indicators) {
    StringBuilder out =
        new StringBuilder(
            "<p class=\"legend\">Solid: price of YES that the market maker asks (LMSR). Dashed: median"
                + " belief of all agents. Dotted: mean of their odds.</p>\n");
    for (int i = 0; i < curves.size(); i++) {
      out.append(market(curves.get(i), i % COLOURS));
    }
    if (!indicators.isEmpty()) {
      out.append("<h2>Economy</h2>\n").append(economy(indicators));
    }
    return out.toString();
  }

  private static String market(MarketCurve curve, int colour) {
    List<MarketCurve.Point> points = curve.points();
    double first = points.getFirst().price();
    double last = points.getLast().price();
    String label =
        String.format(
            Locale.ROOT,
            "Price of YES by round: %.0f percent at the start, %.0f at the end, median belief %.0f",
            100 * first,
            100 * last,
            100 * points.getLast().medianBelief());
    Frame frame = new Frame(0, 1, points.getLast().round());
    return """
        <figure>
        <figcaption><span>%s</span><span>%s</span></figcaption>
        <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        %s%s%s%s</svg>
        </figure>
        """
        .formatted(
            Encode.forHtml(curve.question()),
            percent(last),
            WIDTH,
            HEIGHT,
            label,
            frame.axes(value -> percent(value)),
            line(frame, points, MarketCurve.Point::meanLogOdds, "mean c" + colour),
            line(frame, points, MarketCurve.Point::medianBelief, "median c" + colour),
            line(frame, points, MarketCurve.Point::price, "price c" + colour));
  }

  private static String economy(List<IndicatorPath> indicators) {
    double low = START;
    double high = START;
    for (IndicatorPath path : indicators) {
      low = Math.min(low, path.values().stream().min(Double::compare).orElse(low));
      high = Math.max(high, path.values().stream().max(Double::compare).orElse(high));
    }
    int rounds = indicators.getFirst().values().size() - 1;
    double half = 2 * Math.ceil((Math.max(high - START, START - low) + 0.5) / 2);
    Frame frame = new Frame(START - half, START + half, rounds);
    StringBuilder lines = new StringBuilder();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < indicators.size(); i++) {
      IndicatorPath path = indicators.get(i);
      lines.append(
          frame.line(rounds + 1, n -> n, n -> path.values().get(n), "price c" + i % COLOURS));
      keys.append(
          """
          <span class="key"><svg viewBox="0 0 14 14" aria-hidden="true"><line x1="0" x2="14" y1="7" y2="7" class="price c%d"/></svg>%s %.1f</span>"""
              .formatted(i % COLOURS, Encode.forHtml(path.indicator()), path.values().getLast()));
    }
    return """
        <figure>
        <svg viewBox="0 0 %d %d" role="img" aria-label="Economic indicators by round, 100 at the start">
        %s%s</svg>
        <p class="legend">%s</p>
        </figure>
        """
        .formatted(
            WIDTH,
            HEIGHT,
            frame.axes(value -> String.format(Locale.ROOT, "%.0f", value)),
            lines,
            keys);
  }

  private static String line(
      Frame frame,
      List<MarketCurve.Point> points,
      ToDoubleFunction<MarketCurve.Point> value,
      String style) {
    return frame.line(
        points.size(), n -> points.get(n).round(), n -> value.applyAsDouble(points.get(n)), style);
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  /** Where rounds and values lie in a chart. */
  private record Frame(double low, double high, int rounds) {
    double x(double round) {
      return LEFT + (WIDTH - LEFT - RIGHT) * round / Math.max(1, rounds);
    }

    double y(double value) {
      return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
    }

    String axes(DoubleFunction<String> text) {
      StringBuilder out = new StringBuilder();
      for (int tick = 0; tick <= 4; tick++) {
        double value = low + (high - low) * tick / 4;
        out.append(
            String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                    + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                LEFT,
                WIDTH - RIGHT,
                y(value),
                y(value),
                LEFT - 6,
                y(value) + 4,
                text.apply(value)));
      }
      for (int tick = 0; tick <= 4; tick++) {
        int round = (int) Math.round(rounds * tick / 4.0);
        out.append(
            String.format(
                Locale.ROOT,
                "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s%d</text>%n",
                x(round),
                HEIGHT - 6,
                tick == 0 ? "start" : tick == 4 ? "end" : "middle",
                tick == 0 ? "round " : "",
                round));
      }
      return out.toString();
    }

    String line(int count, IntToDoubleFunction round, IntToDoubleFunction value, String style) {
      StringBuilder points = new StringBuilder();
      for (int n = 0; n < count; n++) {
        points.append(
            String.format(
                Locale.ROOT, "%.1f,%.1f ", x(round.applyAsDouble(n)), y(value.applyAsDouble(n))));
      }
      return "<polyline class=\"%s\" points=\"%s\"/>\n".formatted(style, points.toString().strip());
    }
  }
}
