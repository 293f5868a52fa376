package dev.shoal.pod.engine;

/**
 * A part of the simulated world. Within a round all agents see the state that {@link #open} froze;
 * {@link #apply} changes the live one.
 */
public interface Environment {
  /** Name that actions refer to. */
  String name();

  /** Begins a round: freezes what agents see. Rounds count from 1. */
  void open(int round);

  /** Carries out an action; false if it is void, such as a vote on a message that isn't there. */
  boolean apply(int agent, Action action);

  /** Ends a round, once beliefs have moved. */
  void close(int round);
}
