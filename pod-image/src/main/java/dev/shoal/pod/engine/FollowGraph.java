package dev.shoal.pod.engine;

import java.io.IOException;
import java.util.Arrays;

/**
 * Who reads whom, with how much trust. Grown by preferential attachment (Barabasi and Albert 1999):
 * each agent follows up to {@code m} earlier ones, chosen by degree. Agents with more influence
 * come first and so become the hubs.
 */
public final class FollowGraph implements Stateful {
  /** Agents that each newcomer follows. */
  public static final int ATTACHMENTS = 3;

  private static final float FIRST_TRUST = 0.5f;
  private static final float TRUST_RATE = 0.05f;

  private final int[][] followees;
  private final float[][] trust;
  private final int[] followers;

  private FollowGraph(int[][] followees) {
    this.followees = followees;
    this.trust = new float[followees.length][];
    this.followers = new int[followees.length];
    for (int agent = 0; agent < followees.length; agent++) {
      trust[agent] = new float[followees[agent].length];
      Arrays.fill(trust[agent], FIRST_TRUST);
      for (int followee : followees[agent]) {
        followers[followee]++;
      }
    }
  }

  /** Grows a graph over the agents in the given order, most influential first. */
  public static FollowGraph grow(int[] order, RandomStream random) {
    int size = order.length;
    int[][] followees = new int[size][];
    int[] ends = new int[2 * ATTACHMENTS * size + size];
    int filled = 0;
    for (int i = 0; i < size; i++) {
      int[] chosen = new int[Math.min(ATTACHMENTS, i)];
      for (int n = 0; n < chosen.length; ) {
        int candidate = ends[random.nextInt(filled)];
        if (indexIn(chosen, n, candidate) < 0) {
          chosen[n++] = candidate;
        }
      }
      followees[order[i]] = chosen;
      for (int other : chosen) {
        ends[filled++] = other;
        ends[filled++] = order[i];
      }
      if (i <= ATTACHMENTS) {
        ends[filled++] = order[i];
      }
    }
    return new FollowGraph(followees);
  }

  /** Agents that the given one reads; not to be changed. */
  public int[] followees(int agent) {
    return followees[agent];
  }

  public int followers(int agent) {
    return followers[agent];
  }

  /** Follows, unless it already does so or is itself. */
  public boolean follow(int agent, int followee) {
    int[] all = followees[agent];
    if (agent == followee || indexIn(all, all.length, followee) >= 0) {
      return false;
    }
    followees[agent] = Arrays.copyOf(all, all.length + 1);
    trust[agent] = Arrays.copyOf(trust[agent], all.length + 1);
    followees[agent][all.length] = followee;
    trust[agent][all.length] = FIRST_TRUST;
    followers[followee]++;
    return true;
  }

  /** Stops following; false if it did not. */
  public boolean unfollow(int agent, int followee) {
    int[] all = followees[agent];
    int at = indexIn(all, all.length, followee);
    if (at < 0) {
      return false;
    }
    int last = all.length - 1;
    int[] rest = Arrays.copyOf(all, last);
    float[] restTrust = Arrays.copyOf(trust[agent], last);
    System.arraycopy(all, at + 1, rest, at, last - at);
    System.arraycopy(trust[agent], at + 1, restTrust, at, last - at);
    followees[agent] = rest;
    trust[agent] = restTrust;
    followers[followee]--;
    return true;
  }

  /** Trust of one agent in another, in [0, 1]; strangers start at a half. */
  public double trust(int agent, int other) {
    int at = indexIn(followees[agent], followees[agent].length, other);
    return at < 0 ? FIRST_TRUST : trust[agent][at];
  }

  /** Moves trust in a followee towards their agreement, in [0, 1]. */
  public void learn(int agent, int other, double agreement) {
    int at = indexIn(followees[agent], followees[agent].length, other);
    if (at >= 0) {
      trust[agent][at] += TRUST_RATE * ((float) agreement - trust[agent][at]);
    }
  }

  @Override
  public void save(StateOutput out) throws IOException {
    for (int agent = 0; agent < followees.length; agent++) {
      out.ints(followees[agent]);
      out.floats(trust[agent], trust[agent].length);
    }
  }

  @Override
  public void restore(StateInput in) throws IOException {
    Arrays.fill(followers, 0);
    for (int agent = 0; agent < followees.length; agent++) {
      followees[agent] = in.ints();
      trust[agent] = in.floats();
      for (int followee : followees[agent]) {
        followers[followee]++;
      }
    }
  }

  private static int indexIn(int[] all, int count, int wanted) {
    for (int i = 0; i < count; i++) {
      if (all[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
