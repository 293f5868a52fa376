package dev.shoal.operator.model;

import dev.shoal.job.JobPhase;
import dev.shoal.operator.model.World.Resource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for a path of the model that explains what was seen of a real job. What was seen in the
 * database and what was seen at the API server come by different ways, so only the order within
 * each counts; all else that the model's path does is hidden.
 */
public final class Paths {
  /** As much as a test does to a job. */
  private static final int CHANGES = 8;

  private static final int FAULTS = 4;

  private final Lifecycle lifecycle = new Lifecycle(Lifecycle.Bug.NONE);

  /** A row's new run and phase; REPORTING, which the model doesn't have, is left out. */
  public record RowStep(int run, JobPhase phase) {}

  /** A pod that appeared, or went; pods are numbered as they appeared, from 1. */
  public record PodStep(int pod, boolean gone) {}

  /**
   * What was seen of a job, in order.
   *
   * @param deleted whether its resource went
   */
  public record Seen(List<RowStep> rows, List<PodStep> pods, boolean deleted) {}

  private record Place(World world, int rows, int pods, int created) {}

  /** Whether there is such a path. */
  public boolean explain(Seen seen) {
    Set<Place> known = new HashSet<>();
    Deque<Place> frontier = new ArrayDeque<>();
    Place start = new Place(World.begin(CHANGES, FAULTS), 0, 0, 0);
    known.add(start);
    frontier.add(start);
    while (!frontier.isEmpty()) {
      Place from = frontier.poll();
      if (from.rows() == seen.rows().size()
          && from.pods() == seen.pods().size()
          && seen.deleted() == (from.world().resource() == Resource.ABSENT)) {
        return true;
      }
      for (List<World> next :
          List.of(lifecycle.system(from.world()), lifecycle.others(from.world()))) {
        for (World to : next) {
          Place reached = follow(seen, from, to);
          if (reached != null && known.add(reached)) {
            frontier.add(reached);
          }
        }
      }
    }
    return false;
  }

  /** Where a step of the model leads, or null if that was not seen. */
  private static Place follow(Seen seen, Place from, World to) {
    World before = from.world();
    int rows = from.rows();
    if (to.phase() != null && (to.run() != before.run() || to.phase() != before.phase())) {
      RowStep step = new RowStep(to.run(), to.phase());
      if (rows == seen.rows().size() || !seen.rows().get(rows).equals(step)) {
        return null;
      }
      rows++;
    }
    if (to.resource() == Resource.ABSENT && !seen.deleted()) {
      return null;
    }
    int pods = from.pods();
    int created = from.created();
    if (!to.pods().equals(before.pods())) {
      boolean gone = to.pods().size() < before.pods().size();
      created += gone ? 0 : 1;
      PodStep step = new PodStep(created, gone);
      if (pods == seen.pods().size() || !seen.pods().get(pods).equals(step)) {
        return null;
      }
      pods++;
    }
    return new Place(to, rows, pods, created);
  }
}
