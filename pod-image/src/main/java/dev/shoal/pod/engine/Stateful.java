package dev.shoal.pod.engine;

import java.io.IOException;

/** Something whose state a checkpoint holds. */
public interface Stateful {
  /** Writes all that changes while a run goes on. */
  void save(StateOutput out) throws IOException;

  /** Reads it back, into an object that was made of the same request. */
  void restore(StateInput in) throws IOException;
}
