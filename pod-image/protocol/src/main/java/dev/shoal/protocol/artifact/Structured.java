package dev.shoal.protocol.artifact;

import java.util.List;

/**
 * What the run amounts to, extracted from its log.
 *
 * @param brief one paragraph
 * @param verdict one sentence
 * @param keyInsight the main point, at most 200 characters
 * @param findings four, by slot
 * @param sentiment 0 (all against) to 100 (all for)
 * @param confidence mean confidence of the agents, in [0, 1]
 */
public record Structured(
    String brief,
    String verdict,
    String keyInsight,
    List<Finding> findings,
    int sentiment,
    List<Coalition> coalitions,
    List<StakeholderPosition> stakeholderPositions,
    List<PhaseBoundary> phaseBoundaries,
    List<Integer> quotablePosts,
    String disagreementAxis,
    Scale scale,
    double confidence) {

  /**
   * A finding that rests on posts and agents of this run.
   *
   * @param slot {@code outcome}, {@code driver}, {@code divide} or {@code dynamics}
   * @param posts ids that exist in posts.json
   * @param agents names that exist in profiles.json
   */
  public record Finding(
      String slot, String title, String text, List<Integer> posts, List<String> agents) {}

  /**
   * Agents of one side in one third of the run.
   *
   * @param stage {@code early}, {@code midway} or {@code late}
   * @param side {@code for}, {@code against} or {@code undecided}
   */
  public record Coalition(String stage, String side, int size, List<String> leaders) {}

  /** Where an entity of the seed began and ended, in [-1, 1]. */
  public record StakeholderPosition(String agent, String role, double initial, double last) {}

  /** A round at which the mean stance turned. */
  public record PhaseBoundary(int round, String description) {}

  /** Size of the run. */
  public record Scale(int agents, int rounds, int posts, int trades) {}
}
