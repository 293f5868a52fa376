package dev.shoal.report;

import dev.shoal.protocol.artifact.EntityGraph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places the nodes of a graph by forces (Fruchterman and Reingold 1991): all push each other away,
 * edges pull, and the steps cool down. It starts on a spiral, so the same graph always looks the
 * same.
 */
final class GraphLayout {
  private static final int STEPS = 400;
  private static final double GRAVITY = 3.5;

  /** Labels are wide: side by side, nodes stand further apart than one above the other. */
  private static final double NARROW = 0.5;

  private static final double SIDE = 85;
  private static final double TOP = 24;
  private static final double BOTTOM = 34;
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  private final double width;
  private final double height;

  GraphLayout(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** A place within the picture. */
  record Place(double x, double y) {}

  /** Place of each node by its uuid. */
  Map<String, Place> place(EntityGraph graph) {
    List<EntityGraph.Node> nodes = graph.nodes();
    int count = nodes.size();
    Map<String, Integer> index = new HashMap<>();
    double[] x = new double[count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      index.put(nodes.get(i).uuid(), i);
      double radius = Math.sqrt((i + 0.5) / count) / 2;
      x[i] = width / 2 + width * radius * Math.cos(i * GOLDEN_ANGLE);
      y[i] = height / 2 + height * radius * Math.sin(i * GOLDEN_ANGLE);
    }
    double distance = 0.8 * Math.sqrt(width * height / Math.max(1, count));
    for (int step = 0; step < STEPS; step++) {
      double heat = width / 10 * (1 - (double) step / STEPS);
      move(graph, index, x, y, distance, heat);
    }
    fit(x, SIDE, width - SIDE);
    fit(y, TOP, height - BOTTOM);
    Map<String, Place> places = new HashMap<>();
    for (int i = 0; i < count; i++) {
      places.put(nodes.get(i).uuid(), new Place(x[i], y[i]));
    }
    return places;
  }

  /** Stretches places over the picture, or shrinks them into it. */
  private static void fit(double[] values, double from, double to) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          high - low < 1 ? (from + to) / 2 : from + (values[i] - low) * (to - from) / (high - low);
    }
  }

  private void move(
      EntityGraph graph,
      Map<String, Integer> index,
      double[] x,
      double[] y,
      double distance,
      double heat) {
    int count = x.length;
    double[] dx = new double[count];
    double[] dy = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (i != j) {
          double apart = Math.max(1, Math.hypot(NARROW * (x[i] - x[j]), y[i] - y[j]));
          double push = distance * distance / apart / apart;
          dx[i] += (x[i] - x[j]) * push;
          dy[i] += (y[i] - y[j]) * push;
        }
      }
      dx[i] += (width / 2 - x[i]) * GRAVITY * height / width;
      dy[i] += (height / 2 - y[i]) * GRAVITY;
    }
    for (EntityGraph.Edge edge : graph.edges()) {
      Integer from = index.get(edge.source());
      Integer to = index.get(edge.target());
      if (from != null && to != null) {
        double pull = Math.hypot(x[from] - x[to], y[from] - y[to]) / distance;
        dx[from] -= (x[from] - x[to]) * pull;
        dy[from] -= (y[from] - y[to]) * pull;
        dx[to] += (x[from] - x[to]) * pull;
        dy[to] += (y[from] - y[to]) * pull;
      }
    }
    for (int i = 0; i < count; i++) {
      double length = Math.max(1e-9, Math.hypot(dx[i], dy[i]));
      double step = Math.min(length, heat);
      x[i] += dx[i] / length * step;
      y[i] += dy[i] / length * step;
    }
  }
}
