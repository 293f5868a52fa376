package dev.shoal.report;

import dev.shoal.protocol.Sha256;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.Structured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.encoder.Encode;

/**
 * The report as one self-contained page with four views. Nothing is loaded: a policy allows its own
 * style and script alone, by their digests, and every string from the run is escaped. Without its
 * script all views stand one below the other.
 */
public final class HtmlReport {
  private static final Asset STYLE = Asset.read("report.css");
  private static final Asset SCRIPT = Asset.read("report.js");

  private HtmlReport() {}

  /** Renders a report and the run that it is about. */
  public static String render(RunData run, Report report) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <header>
        <p class="kicker">Shoal simulation report</p>
        <h1>%s</h1>
        <p class="insight">%s</p>
        %s
        <div role="tablist" aria-label="Views" hidden>
        %s%s%s%s</div>
        </header>
        <main>
        %s%s%s%s</main>
        <footer>Engine %s, model %s, random seed %d, artifacts of schema %d, written by %s.</footer>
        <script>%s</script>
        </body>
        </html>
        """
        .formatted(
            STYLE.digest(),
            SCRIPT.digest(),
            Encode.forHtml(run.goal()),
            STYLE.text(),
            Encode.forHtml(run.goal()),
            Encode.forHtml(report.keyInsight()),
            facts(run),
            tab("report", "Report"),
            tab("graph", "Entity graph"),
            tab("charts", "Market charts"),
            tab("replay", "Chat replay"),
            view("report", body(report) + quotes(run)),
            view("graph", "<h2>Entity graph</h2>\n" + GraphView.render(run.graph())),
            view(
                "charts",
                "<h2>Market prices by round</h2>\n"
                    + ChartsView.render(run.curves(), run.indicators())),
            view(
                "replay",
                "<h2>Chat replay</h2>\n"
                    + ChatView.render(
                        run.chat(), run.messages(), run.structured().scale().rounds())),
            Encode.forHtml(run.manifest().engine()),
            Encode.forHtml(run.manifest().model()),
            run.manifest().rngSeed(),
            run.manifest().schemaVersion(),
            Encode.forHtml(report.writer()),
            SCRIPT.text());
  }

  private static String facts(RunData run) {
    Structured outcome = run.structured();
    MarketCurve main = run.curves().getFirst();
    MarketCurve.Point last = main.points().getLast();
    return """
        <ul class="facts">
        <li><b>%s</b><span>market's last price of YES</span></li>
        <li><b>%s</b><span>median belief</span></li>
        <li><b>%d of 100</b><span>sentiment</span></li>
        <li><b>%d</b><span>agents in %d rounds</span></li>
        <li><b>%d</b><span>messages, %d trades</span></li>
        </ul>"""
        .formatted(
            percent(last.price()),
            percent(last.medianBelief()),
            outcome.sentiment(),
            outcome.scale().agents(),
            outcome.scale().rounds(),
            outcome.scale().posts(),
            outcome.scale().trades());
  }

  /** The report's own title is the page's already. */
  private static String body(Report report) {
    List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
    String markdown = report.markdown().replaceFirst("\\A\\s*# [^\n]*\n", "");
    return HtmlRenderer.builder()
        .extensions(extensions)
        .escapeHtml(true)
        .sanitizeUrls(true)
        .build()
        .render(Parser.builder().extensions(extensions).build().parse(markdown));
  }

  private static String quotes(RunData run) {
    StringBuilder items = new StringBuilder();
    for (Integer id : run.structured().quotablePosts()) {
      run.post(id)
          .ifPresent(
              post ->
                  items.append(
                      """
                      <li><p>%s</p><p class="legend">%s, round %d, %d likes, %d dislikes</p></li>
                      """
                          .formatted(
                              Encode.forHtml(post.text()),
                              Encode.forHtml(post.agent()),
                              post.round(),
                              post.likes(),
                              post.dislikes())));
    }
    return items.isEmpty()
        ? ""
        : "<h2>In their own words</h2>\n<ul class=\"quotes\">\n" + items + "</ul>\n";
  }

  private static String tab(String id, String title) {
    return """
        <button role="tab" type="button" id="tab-%s" aria-controls="%s">%s</button>
        """
        .formatted(id, id, title);
  }

  private static String view(String id, String content) {
    return """
        <section id="%s" role="tabpanel" aria-labelledby="tab-%s" tabindex="0">
        %s</section>
        """
        .formatted(id, id, content);
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * probability);
  }

  /** Text that the page carries, and its digest as a content security policy names it. */
  private record Asset(String text, String digest) {
    static Asset read(String name) {
      try (InputStream in =
          Objects.requireNonNull(HtmlReport.class.getResourceAsStream("/report/" + name))) {
        byte[] bytes = in.readAllBytes();
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        byte[] raw = HexFormat.of().parseHex(Sha256.hex(digest));
        return new Asset(
            new String(bytes, StandardCharsets.UTF_8),
            "sha256-" + Base64.getEncoder().encodeToString(raw));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
