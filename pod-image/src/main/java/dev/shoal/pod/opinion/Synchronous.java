package dev.shoal.pod.opinion;

/** Steps in which all listen to what was before any of them moved. */
final class Synchronous {
  private Synchronous() {}

  static void move(Opinions opinions, int[] moving, boolean anchored) {
    double[] moved = new double[moving.length];
    for (int i = 0; i < moving.length; i++) {
      int agent = moving[i];
      double own = opinions.get(agent);
      double weights = opinions.ownWeight(agent);
      double sum = weights * own;
      int[] neighbours = opinions.neighbours(agent);
      for (int n = 0; n < neighbours.length; n++) {
        double weight = opinions.weight(agent, n);
        sum += weight * opinions.get(neighbours[n]);
        weights += weight;
      }
      double mean = weights > 0 ? sum / weights : own;
      double open = anchored ? opinions.susceptibility(agent) : 1;
      moved[i] = open * mean + (1 - open) * opinions.origin(agent);
    }
    set(opinions, moving, moved);
  }

  static void set(Opinions opinions, int[] moving, double[] moved) {
    for (int i = 0; i < moving.length; i++) {
      opinions.set(moving[i], moved[i]);
    }
  }
}
