package dev.shoal.pod.opinion;

import dev.shoal.pod.engine.Population;

/** The stances that a model of opinion dynamics moves, and who listens to whom. */
public interface Opinions {
  int size();

  double get(int agent);

  void set(int agent, double opinion);

  /** Agents that one listens to, itself left out. */
  int[] neighbours(int agent);

  /** How much one agent weighs the n-th of its neighbours; any scale, at least 0. */
  double weight(int agent, int n);

  /** How much an agent weighs itself, on the same scale. */
  double ownWeight(int agent);

  /** Where an agent began. */
  double origin(int agent);

  /** How open an agent is to others, in [0, 1]; 0 stays where it began (Friedkin, Johnsen 1990). */
  double susceptibility(int agent);

  /** The agents of a run: each listens to whom it follows, by trust. */
  static Opinions of(Population population) {
    return new Opinions() {
      @Override
      public int size() {
        return population.size();
      }

      @Override
      public double get(int agent) {
        return population.stance(agent);
      }

      @Override
      public void set(int agent, double opinion) {
        population.moveStance(agent, opinion - population.stance(agent));
      }

      @Override
      public int[] neighbours(int agent) {
        return population.follows().followees(agent);
      }

      @Override
      public double weight(int agent, int n) {
        return population.follows().trust(agent, population.follows().followees(agent)[n]);
      }

      @Override
      public double ownWeight(int agent) {
        return 0.3 + 0.7 * population.confidence(agent);
      }

      @Override
      public double origin(int agent) {
        return population.origin(agent);
      }

      @Override
      public double susceptibility(int agent) {
        return population.cast().entity(agent) ? 0.5 : 0.9;
      }
    };
  }
}
