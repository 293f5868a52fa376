package dev.shoal.report;

import dev.shoal.protocol.artifact.EntityGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.owasp.encoder.Encode;

/** The entities of the seed as a picture, and as a table for those who can't see it. */
final class GraphView {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 620;
  private static final int LONGEST_LABEL = 26;

  private GraphView() {}

  static String render(EntityGraph graph) {
    if (graph.nodes().isEmpty()) {
      return "<p>The seed names nobody.</p>";
    }
    Map<String, GraphLayout.Place> places = new GraphLayout(WIDTH, HEIGHT).place(graph);
    Map<String, Integer> degree = new HashMap<>();
    StringBuilder lines = new StringBuilder();
    for (EntityGraph.Edge edge : graph.edges()) {
      degree.merge(edge.source(), 1, (a, b) -> a + b);
      degree.merge(edge.target(), 1, (a, b) -> a + b);
      GraphLayout.Place from = places.get(edge.source());
      GraphLayout.Place to = places.get(edge.target());
      if (from != null && to != null) {
        lines.append(
            String.format(
                Locale.ROOT,
                "<line class=\"edge\" data-from=\"%s\" data-to=\"%s\" x1=\"%.1f\" y1=\"%.1f\""
                    + " x2=\"%.1f\" y2=\"%.1f\"/>%n",
                Encode.forHtmlAttribute(edge.source()),
                Encode.forHtmlAttribute(edge.target()),
                from.x(),
                from.y(),
                to.x(),
                to.y()));
      }
    }
    StringBuilder marks = new StringBuilder();
    for (EntityGraph.Node node : graph.nodes()) {
      GraphLayout.Place place = places.getOrDefault(node.uuid(), new GraphLayout.Place(0, 0));
      marks.append(mark(node, place, degree.getOrDefault(node.uuid(), 0)));
    }
    return """
        <p class="legend">%d entities, %d relations. Point at one, or reach it by Tab, to see what it stands with.</p>
        <p class="legend">%s%s%s</p>
        <div class="graph"><svg viewBox="0 0 %d %d" role="group" aria-label="Entities of the document and their relations">
        %s%s</svg></div>
        %s
        """
        .formatted(
            graph.counts().nodes(),
            graph.counts().edges(),
            key("Person"),
            key("Organisation"),
            key("Place"),
            WIDTH,
            HEIGHT,
            lines,
            marks,
            table(graph));
  }

  private static String mark(EntityGraph.Node node, GraphLayout.Place place, int degree) {
    double size = 8 + 2.2 * Math.sqrt(degree);
    String label =
        node.name().length() <= LONGEST_LABEL
            ? node.name()
            : node.name().substring(0, LONGEST_LABEL - 1) + "…";
    return String.format(
        Locale.ROOT,
        """
        <g class="node" tabindex="0" role="img" data-id="%s" aria-label="%s"><title>%s</title>%s<text x="%.1f" y="%.1f" text-anchor="middle">%s</text></g>
        """,
        Encode.forHtmlAttribute(node.uuid()),
        Encode.forHtmlAttribute(kind(node) + ": " + node.name() + ". " + node.summary()),
        Encode.forHtml(node.summary()),
        shape(kind(node), place.x(), place.y(), size),
        place.x(),
        place.y() + size + 14,
        Encode.forHtml(label));
  }

  /** A shape of its own for each kind, so that colour is not the only sign. */
  private static String shape(String kind, double x, double y, double size) {
    String style = kind.toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "Person" ->
          String.format(
              Locale.ROOT,
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
              style,
              x,
              y,
              size);
      case "Place" ->
          String.format(
              Locale.ROOT,
              "<path class=\"%s\" d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\"/>",
              style,
              x,
              y - size,
              size,
              size,
              -size,
              size,
              -size,
              -size);
      default ->
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>",
              "organisation",
              x - size * 0.9,
              y - size * 0.9,
              size * 1.8,
              size * 1.8);
    };
  }

  private static String key(String kind) {
    return """
        <span class="key"><svg viewBox="0 0 14 14" aria-hidden="true">%s</svg>%s</span>"""
        .formatted(shape(kind, 7, 7, 6), kind);
  }

  private static String kind(EntityGraph.Node node) {
    return node.labels().isEmpty() ? "Organisation" : node.labels().getFirst();
  }

  private static String table(EntityGraph graph) {
    Map<String, String> names = new HashMap<>();
    graph.nodes().forEach(node -> names.put(node.uuid(), node.name()));
    StringBuilder rows = new StringBuilder();
    List<EntityGraph.Edge> edges = graph.edges();
    for (EntityGraph.Edge edge : edges) {
      rows.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  Encode.forHtml(names.getOrDefault(edge.source(), "")),
                  Encode.forHtml(edge.type().replace('_', ' ')),
                  Encode.forHtml(names.getOrDefault(edge.target(), ""))));
    }
    return """
        <details><summary>The same as a table</summary>
        <table><thead><tr><th>Entity</th><th>Relation</th><th>Entity</th></tr></thead><tbody>
        %s</tbody></table></details>"""
        .formatted(rows);
  }
}
