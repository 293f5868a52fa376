package dev.shoal.pod.engine;

import java.util.List;

/** Decides what an agent does. Called concurrently; reads the frozen state and changes nothing. */
public interface Policy {
  /** Actions of one agent in one round, none if it does nothing. */
  Decision decide(int agent, int round, RandomStream random);

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
