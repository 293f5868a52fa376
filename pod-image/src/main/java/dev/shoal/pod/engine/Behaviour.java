package dev.shoal.pod.engine;

import java.util.List;

/** How a scripted agent acts in one environment. Called concurrently; changes nothing. */
public interface Behaviour {
  /** Adds the actions of one agent in one round. */
  void act(int agent, int round, RandomStream random, List<Action> to);
}
