package dev.shoal.pod.engine;

import java.io.IOException;
import java.util.List;

/** Decides what an agent does. Called concurrently; reads the frozen state and changes nothing. */
public interface Policy extends Stateful {
  /** Actions of one agent in one round, none if it does nothing. */
  Decision decide(int agent, int round, RandomStream random);

  /** An agent's action was applied; called by one thread, in order. */
  default void applied(int agent, int round, Action action) {}

  @Override
  default void save(StateOutput out) throws IOException {}

  @Override
  default void restore(StateInput in) throws IOException {}

  /**
   * What was decided.
   *
   * @param fallback whether doing nothing stands in for an answer that could not be had
   */
  record Decision(List<Action> actions, boolean fallback) {
    /** A decision that was really taken. */
    public static Decision of(List<Action> actions) {
      return new Decision(actions, false);
    }
  }
}
