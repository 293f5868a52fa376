package dev.shoal.pod.llm;

import org.jspecify.annotations.Nullable;

/** Whether the model that the engine needs can answer. */
public interface ModelProbe {
  /** For engines that need no model. */
  ModelProbe NOT_NEEDED = () -> new Readiness(true, null);

  /** Looks now. */
  Readiness readiness();

  /**
   * What was found.
   *
   * @param problem why it isn't ready
   */
  record Readiness(boolean ready, @Nullable String problem) {}
}
