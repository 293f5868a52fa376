package dev.shoal.pod.engine;

import org.jspecify.annotations.Nullable;

/** Something that an agent does in one environment; each environment defines its own. */
public interface Action {
  /** Name of the environment that applies it. */
  String environment();

  /** Name in the log, such as {@code create_post}. */
  String name();

  /** Message, agent or market that it is about, as the log shows it. */
  default @Nullable String target() {
    return null;
  }

  /** Shares of a trade. */
  default @Nullable Double amount() {
    return null;
  }
}
