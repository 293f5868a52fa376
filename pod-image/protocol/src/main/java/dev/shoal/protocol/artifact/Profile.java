package dev.shoal.protocol.artifact;

/**
 * An agent as the simulation began.
 *
 * @param entity whether it stands for an entity that the seed names
 * @param persona who it is, in a sentence
 * @param stance on the goal, in [-1, 1]
 * @param confidence in [0, 1]
 * @param activity chance to act in a round at the average hour, in [0, 1]
 * @param influence in [0, 1]
 */
public record Profile(
    int agentId,
    String name,
    String role,
    boolean entity,
    String persona,
    double stance,
    double confidence,
    double activity,
    double influence) {}
