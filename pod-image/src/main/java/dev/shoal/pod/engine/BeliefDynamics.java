package dev.shoal.pod.engine;

/** How the agents' stances and confidence move at the end of a round. */
public interface BeliefDynamics extends Stateful {
  /** Moves the minds of the agents that were active in the round. */
  void update(int[] active, int round, Crew crew);
}
