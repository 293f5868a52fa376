package dev.shoal.pod.engine;

import dev.shoal.protocol.artifact.Profile;
import java.util.List;

/**
 * The agents, as arrays by agent id: no object an agent where a round passes over all of them.
 * Stance is in [-1, 1], confidence, activity and influence are in [0, 1].
 */
public final class Population {
  private final List<Profile> profiles;
  private final double[] stance;
  private final double[] confidence;
  private final FollowGraph follows;

  public Population(List<Profile> profiles, FollowGraph follows) {
    this.profiles = List.copyOf(profiles);
    this.follows = follows;
    this.stance = profiles.stream().mapToDouble(Profile::stance).toArray();
    this.confidence = profiles.stream().mapToDouble(Profile::confidence).toArray();
  }

  public int size() {
    return profiles.size();
  }

  /** The agent as the simulation began. */
  public Profile profile(int agent) {
    return profiles.get(agent);
  }

  /** All agents as the simulation began. */
  public List<Profile> profiles() {
    return profiles;
  }

  public String name(int agent) {
    return profiles.get(agent).name();
  }

  public FollowGraph follows() {
    return follows;
  }

  public double stance(int agent) {
    return stance[agent];
  }

  public double confidence(int agent) {
    return confidence[agent];
  }

  /** Moves a stance and keeps it within [-1, 1]. */
  public void moveStance(int agent, double by) {
    stance[agent] = Math.clamp(stance[agent] + by, -1.0, 1.0);
  }

  /** Moves a confidence and keeps it within [0, 1]. */
  public void moveConfidence(int agent, double by) {
    confidence[agent] = Math.clamp(confidence[agent] + by, 0.0, 1.0);
  }

  /** A copy of all stances. */
  public double[] stances() {
    return stance.clone();
  }
}
