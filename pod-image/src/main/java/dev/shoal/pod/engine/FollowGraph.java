package dev.shoal.pod.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who reads whom, with how much trust. Grown by preferential attachment (Barabasi and Albert 1999):
 * each agent follows up to {@code m} earlier ones, chosen by degree. Agents with more influence
 * come first and so become the hubs.
 */
public final class FollowGraph {
  /** Agents that each newcomer follows. */
  public static final int ATTACHMENTS = 3;

  private static final double FIRST_TRUST = 0.5;
  private static final double TRUST_RATE = 0.05;

  private final int[][] followees;
  private final double[][] trust;
  private final int[] followers;

  private FollowGraph(int[][] followees) {
    this.followees = followees;
    this.trust = new double[followees.length][];
    this.followers = new int[followees.length];
    for (int agent = 0; agent < followees.length; agent++) {
      trust[agent] = new double[followees[agent].length];
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
      int wanted = Math.min(ATTACHMENTS, i);
      List<Integer> chosen = new ArrayList<>(wanted);
      while (chosen.size() < wanted) {
        int candidate = ends[random.nextInt(filled)];
        if (!chosen.contains(candidate)) {
          chosen.add(candidate);
        }
      }
      followees[order[i]] = chosen.stream().mapToInt(Integer::intValue).toArray();
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
    if (agent == followee || indexOf(agent, followee) >= 0) {
      return false;
    }
    int at = followees[agent].length;
    followees[agent] = Arrays.copyOf(followees[agent], at + 1);
    trust[agent] = Arrays.copyOf(trust[agent], at + 1);
    followees[agent][at] = followee;
    trust[agent][at] = FIRST_TRUST;
    followers[followee]++;
    return true;
  }

  /** Trust of one agent in another, in [0, 1]; strangers start at a half. */
  public double trust(int agent, int other) {
    int at = indexOf(agent, other);
    return at < 0 ? FIRST_TRUST : trust[agent][at];
  }

  /** Moves trust in a followee towards their agreement, in [0, 1]. */
  public void learn(int agent, int other, double agreement) {
    int at = indexOf(agent, other);
    if (at >= 0) {
      trust[agent][at] += TRUST_RATE * (agreement - trust[agent][at]);
    }
  }

  private int indexOf(int agent, int followee) {
    int[] all = followees[agent];
    for (int i = 0; i < all.length; i++) {
      if (all[i] == followee) {
        return i;
      }
    }
    return -1;
  }
}
