package dev.shoal.report;

import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.encoder.Encode;

/**
 * The report as one self-contained page: no script, nothing loaded, a policy that forbids both, and
 * every string from the run escaped.
 */
public final class HtmlReport {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 220;
  private static final int MARGIN = 34;
  private static final List<String> COLOURS =
      List.of("#2266cc", "#c2410c", "#15803d", "#7c3aed", "#a16207");
  private static final int POSTS_SHOWN = 20;

  private HtmlReport() {}

  /** Renders a report and the run's markets and most liked posts. */
  public static String render(RunData run, Report report) {
    List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
    String body =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build()
            .render(Parser.builder().extensions(extensions).build().parse(report.markdown()));
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        <p class="insight">%s</p>
        %s
        <h2>Market prices by round</h2>
        %s
        <h2>Most liked posts</h2>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(
            Encode.forHtml(run.goal()),
            STYLE,
            Encode.forHtml(report.keyInsight()),
            body,
            charts(run.curves()),
            posts(run.topPosts()));
  }

  private static String charts(List<MarketCurve> curves) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < curves.size(); i++) {
      out.append(chart(curves.get(i), COLOURS.get(i % COLOURS.size())));
    }
    return out.toString();
  }

  private static String chart(MarketCurve curve, String colour) {
    double last = curve.points().getLast().price();
    StringBuilder grid = new StringBuilder();
    for (int tick = 0; tick <= 4; tick++) {
      double y = y(tick / 4.0);
      grid.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"grid\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" class=\"tick\">%d%%</text>",
              MARGIN,
              WIDTH - 8,
              y,
              y,
              2,
              y + 4,
              tick * 25));
    }
    return String.format(
        Locale.ROOT,
        """
        <figure>
        <figcaption>%s <strong>%.1f&nbsp;%%</strong></figcaption>
        <svg viewBox="0 0 %d %d" role="img" aria-label="Price of YES by round, from %.0f to %.0f percent">
        %s
        <polyline points="%s" fill="none" stroke="%s" stroke-width="1.2" stroke-dasharray="4 4"/>
        <polyline points="%s" fill="none" stroke="%s" stroke-width="2.5"/>
        </svg>
        <p class="legend">Solid: LMSR price. Dashed: median belief.</p>
        </figure>
        """,
        Encode.forHtml(curve.question()),
        100 * last,
        WIDTH,
        HEIGHT,
        100 * curve.points().getFirst().price(),
        100 * last,
        grid,
        line(curve, MarketCurve.Point::medianBelief),
        colour,
        line(curve, MarketCurve.Point::price),
        colour);
  }

  private static String line(MarketCurve curve, ToDoubleFunction<MarketCurve.Point> value) {
    int rounds = Math.max(1, curve.points().getLast().round());
    StringBuilder out = new StringBuilder();
    for (MarketCurve.Point point : curve.points()) {
      double x = MARGIN + (WIDTH - MARGIN - 8.0) * point.round() / rounds;
      out.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(value.applyAsDouble(point))));
    }
    return out.toString().strip();
  }

  private static double y(double probability) {
    return 10 + (HEIGHT - 24) * (1 - probability);
  }

  private static String posts(List<PostEntry> posts) {
    StringBuilder out = new StringBuilder("<ol class=\"posts\">\n");
    posts.stream()
        .limit(POSTS_SHOWN)
        .forEach(
            post ->
                out.append(
                    """
                    <li><p class="who">%s <span>round %d · %d likes · %d dislikes · %d replies</span></p><p>%s</p></li>
                    """
                        .formatted(
                            Encode.forHtml(post.agent()),
                            post.round(),
                            post.likes(),
                            post.dislikes(),
                            post.replies(),
                            Encode.forHtml(post.text()))));
    return out.append("</ol>").toString();
  }

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--fg:#1b1f24;--bg:#fff;--soft:#57606a;--line:#d8dee4;--card:#f6f8fa}
      @media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#9da7b3;--line:#30363d;--card:#161b22}}
      body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.6 system-ui,sans-serif}
      main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
      h1{line-height:1.25;font-size:1.7rem} h2{margin-top:2.2rem;border-bottom:1px solid var(--line)}
      .insight{background:var(--card);border-left:4px solid #2266cc;padding:.8rem 1rem;border-radius:4px}
      table{border-collapse:collapse;display:block;overflow-x:auto} th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left}
      blockquote{margin:.4rem 0;padding:.1rem 1rem;border-left:3px solid var(--line);color:var(--soft)}
      figure{margin:1.2rem 0} svg{width:100%;height:auto} .grid{stroke:var(--line)} .tick{font-size:11px;fill:var(--soft)}
      .legend{font-size:.85rem;color:var(--soft);margin:.2rem 0} .posts{padding-left:1.2rem} .posts li{margin:.8rem 0}
      .who{margin:0;font-weight:600} .who span{font-weight:400;color:var(--soft);font-size:.85rem} .posts p{margin:.1rem 0}
      """;
}
