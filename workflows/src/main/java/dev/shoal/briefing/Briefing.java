package dev.shoal.briefing;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.encoder.Encode;

/**
 * What is to be told, in each form that a channel takes.
 *
 * @param summary in a line
 * @param body Markdown, of which every word that somebody else wrote is escaped
 */
public record Briefing(String title, String summary, String body) {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .6rem}"
          + "td:not(:first-child){text-align:right}";

  /** The whole as Markdown. */
  public String markdown() {
    return "# %s%n%n%s%n%n%s%n".formatted(title, summary, body.strip());
  }

  /** The whole as plain text. */
  public String text() {
    List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
    return TextContentRenderer.builder()
        .extensions(extensions)
        .build()
        .render(Parser.builder().extensions(extensions).build().parse(markdown()));
  }

  /** The whole as a page that loads nothing. */
  public String html() {
    List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
    String rendered =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build()
            .render(Parser.builder().extensions(extensions).build().parse(markdown()));
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
        %s</body>
        </html>
        """
        .formatted(Encode.forHtml(title), STYLE, rendered);
  }
}
