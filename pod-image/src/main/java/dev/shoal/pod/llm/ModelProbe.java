package dev.shoal.pod.llm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the model that the engine needs can answer. */
public interface ModelProbe {
  /** For engines that need no model. */
  ModelProbe NOT_NEEDED = () -> new Readiness(true, null);

  /** How busy the model's server is, where it tells. */
  default Optional<Load> load() {
    return Optional.empty();
  }

  /**
   * How busy a server is.
   *
   * @param tokens read and made since its start
   * @param waiting requests that it works on or has queued
   */
  record Load(double tokens, double waiting) {}

  /** Looks now. */
  Readiness readiness();

  /**
   * What was found.
   *
   * @param problem why it isn't ready
   */
  record Readiness(boolean ready, @Nullable String problem) {}
}
