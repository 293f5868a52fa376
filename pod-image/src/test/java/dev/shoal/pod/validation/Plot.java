package dev.shoal.pod.validation;

import java.util.List;
import java.util.Locale;

/** A plot of points and lines as SVG that reads in light and dark. */
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int LEFT = 56;
  private static final int BOTTOM = 48;
  private static final int TOP = 34;
  private static final int RIGHT = 14;

  private final double x0;
  private final double x1;
  private final double y0;
  private final double y1;
  private final StringBuilder out = new StringBuilder();

  Plot(String title, String xTitle, String yTitle, double x0, double x1, double y0, double y1) {
    this.x0 = x0;
    this.x1 = x1;
    this.y0 = y0;
    this.y1 = y1;
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui,sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="%d" y="20" font-size="14" font-weight="600">%s</text>
        <text x="%d" y="%d" text-anchor="middle">%s</text>
        <text transform="translate(14 %d) rotate(-90)" text-anchor="middle">%s</text>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                LEFT,
                title,
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 10,
                xTitle,
                (TOP + HEIGHT - BOTTOM) / 2,
                yTitle));
    for (int tick = 0; tick <= 5; tick++) {
      double x = x0 + (x1 - x0) * tick / 5;
      double y = y0 + (y1 - y0) * tick / 5;
      out.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d8dee4\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>"
                  + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>%n",
              LEFT,
              WIDTH - RIGHT,
              py(y),
              py(y),
              LEFT - 6,
              py(y) + 4,
              y,
              px(x),
              HEIGHT - BOTTOM + 16,
              x));
    }
  }

  /** A point is x and y. */
  Plot points(List<double[]> points, String colour) {
    for (double[] point : points) {
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\" fill=\"%s\" fill-opacity=\"0.75\"/>%n",
              px(point[0]),
              py(point[1]),
              colour));
    }
    return this;
  }

  Plot line(List<double[]> points, String colour, String dash) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point[0]), py(point[1])));
    }
    out.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n"
            .formatted(path.toString().strip(), colour, dash));
    return this;
  }

  String svg() {
    return out + "</svg>\n";
  }

  private double px(double x) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (x - x0) / (x1 - x0);
  }

  private double py(double y) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (y1 - Math.clamp(y, y0, y1)) / (y1 - y0);
  }
}
