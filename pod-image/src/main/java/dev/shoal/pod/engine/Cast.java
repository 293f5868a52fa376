package dev.shoal.pod.engine;

/** Who the agents are, which stays as it is throughout a run. */
public interface Cast {
  /** Name of an agent, unique. */
  String name(int agent);

  /** What it is, such as {@code nurse}. */
  String role(int agent);

  /** Who it is, in a sentence for a model. */
  String persona(int agent);

  /** Whether it stands for an entity that the seed names. */
  boolean entity(int agent);
}
