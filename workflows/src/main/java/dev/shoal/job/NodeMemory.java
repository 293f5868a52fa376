package dev.shoal.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes failed jobs of late, ever less so, for later jobs to prefer others. Nothing is
 * forbidden: where all nodes are bad, jobs still run.
 */
public final class NodeMemory {
  /** Reasons to give a pod up that another node may mend. */
  public static final Set<Reason> BLAMED =
      Set.copyOf(
          EnumSet.of(Reason.BAD_HOST, Reason.STUCK, Reason.SLOW_POD, Reason.LLM_CIRCUIT_BROKEN));

  /** How long a failure counts at all. */
  public static final Duration REMEMBERED = Duration.ofHours(6);

  private static final Duration HALVES_EVERY = Duration.ofHours(1);
  private static final double FRESH = 60;
  private static final int HEAVIEST = 100;
  private static final int MOST_NODES = 5;

  private NodeMemory() {}

  /** A pod that was given up, and where it was. */
  public record Failure(String node, Reason reason, Instant at) {}

  /**
   * A node that others are preferred to.
   *
   * @param weight of the preference, 1 to 100, as the scheduler takes it
   * @param reason of the newest failure
   * @param until when it is forgotten, if nothing else fails there
   */
  public record Avoided(String node, int weight, Reason reason, Instant until) {}

  /** What the failures of all jobs amount to now, worst first; a node at most once. */
  public static List<Avoided> avoided(List<Failure> failures, Instant now) {
    Map<String, Blame> blames = new HashMap<>();
    for (Failure failure : failures) {
      Duration age = Duration.between(failure.at(), now);
      if (age.compareTo(REMEMBERED) < 0) {
        double halvings = Math.max(0, age.toMillis()) / (double) HALVES_EVERY.toMillis();
        blames.merge(
            failure.node(), new Blame(FRESH * Math.pow(0.5, halvings), failure), Blame::and);
      }
    }
    return blames.values().stream()
        .map(Blame::avoided)
        .sorted(Comparator.comparingInt(Avoided::weight).reversed().thenComparing(Avoided::node))
        .limit(MOST_NODES)
        .toList();
  }

  /** All failures of one node. */
  private record Blame(double weight, Failure newest) {
    Blame and(Blame other) {
      return new Blame(
          weight + other.weight, newest.at().isAfter(other.newest.at()) ? newest : other.newest);
    }

    Avoided avoided() {
      return new Avoided(
          newest.node(),
          Math.clamp(Math.round(weight), 1, HEAVIEST),
          newest.reason(),
          newest.at().plus(REMEMBERED));
    }
  }
}
