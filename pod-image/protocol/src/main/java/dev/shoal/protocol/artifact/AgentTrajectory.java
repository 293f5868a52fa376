package dev.shoal.protocol.artifact;

import java.util.List;

/**
 * How one agent's mind moved.
 *
 * @param stance on the goal, in [-1, 1], one value a round, and one before the first
 * @param confidence in [0, 1], likewise
 */
public record AgentTrajectory(
    int agentId, String agent, List<Double> stance, List<Double> confidence) {}
