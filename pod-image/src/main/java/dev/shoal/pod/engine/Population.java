package dev.shoal.pod.engine;

import dev.shoal.protocol.artifact.Profile;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;

/**
 * The agents, as arrays by agent id: no object an agent. Stance is in [-1, 1], confidence, activity
 * and influence are in [0, 1].
 */
public final class Population implements Stateful {
  private final Cast cast;
  private final double[] origin;
  private final double[] firstConfidence;
  private final double[] activity;
  private final double[] influence;
  private final FollowGraph follows;
  private double[] stance;
  private double[] confidence;

  /** The arrays become its own. */
  public Population(
      Cast cast,
      double[] stance,
      double[] confidence,
      double[] activity,
      double[] influence,
      FollowGraph follows) {
    this.cast = cast;
    this.origin = stance;
    this.firstConfidence = confidence;
    this.activity = activity;
    this.influence = influence;
    this.follows = follows;
    this.stance = stance.clone();
    this.confidence = confidence.clone();
  }

  public int size() {
    return origin.length;
  }

  /** The agent as the simulation began. */
  public Profile profile(int agent) {
    return new Profile(
        agent,
        cast.name(agent),
        cast.role(agent),
        cast.entity(agent),
        cast.persona(agent),
        origin[agent],
        firstConfidence[agent],
        activity[agent],
        influence[agent]);
  }

  /** All agents as the simulation began, made as they are asked for. */
  public List<Profile> profiles() {
    return new AbstractList<>() {
      @Override
      public Profile get(int agent) {
        return profile(agent);
      }

      @Override
      public int size() {
        return Population.this.size();
      }
    };
  }

  public Cast cast() {
    return cast;
  }

  public String name(int agent) {
    return cast.name(agent);
  }

  public FollowGraph follows() {
    return follows;
  }

  /** Stance as the simulation began. */
  public double origin(int agent) {
    return origin[agent];
  }

  /** Chance to act in a round at the average hour. */
  public double activity(int agent) {
    return activity[agent];
  }

  public double influence(int agent) {
    return influence[agent];
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

  /** A copy of all confidences. */
  public double[] confidences() {
    return confidence.clone();
  }

  @Override
  public void save(StateOutput out) throws IOException {
    out.doubles(stance);
    out.doubles(confidence);
    follows.save(out);
  }

  @Override
  public void restore(StateInput in) throws IOException {
    stance = in.doubles();
    confidence = in.doubles();
    follows.restore(in);
  }
}
