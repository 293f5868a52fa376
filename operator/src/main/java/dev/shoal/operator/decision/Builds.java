package dev.shoal.operator.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the worker's builds.
 *
 * @param wanted the build that the worker's Deployment is of, which new jobs are to begin on
 * @param current the build that Temporal gives new jobs to, if it gives them to one
 * @param known builds whose workers Temporal has met, and what it knows of their jobs
 * @param templates builds that workers can be made of
 * @param kept builds whose workers were kept for the jobs that began on them
 * @param broken those of them whose workers don't come up
 */
public record Builds(
    String wanted,
    Optional<String> current,
    Map<String, Use> known,
    Set<String> templates,
    Set<String> kept,
    Set<String> broken) {

  /** What Temporal knows of the jobs of a build. */
  public enum Use {
    /** None ever began on it. */
    NONE,
    /** Some run, or may. */
    RUNNING,
    /** All that began on it have ended. */
    ENDED
  }

  /** One thing to do; each can be done twice. */
  public sealed interface Step {
    /** Have new jobs begin on a build. */
    record MakeCurrent(String build) implements Step {}

    /** Make workers of an earlier build, for the jobs that began on it. */
    record Keep(String build) implements Step {}

    /** Have the jobs of a build that no workers can be had of go on with the current one. */
    record MoveJobs(String build) implements Step {}

    /** Take kept workers away. */
    record Remove(String build) implements Step {}
  }

  /**
   * Decides what is to be done. Nothing changes for earlier builds before new jobs begin on the
   * wanted one: until then the Deployment may still run the workers that it had.
   */
  public List<Step> decide() {
    if (!current.equals(Optional.of(wanted))) {
      return known.containsKey(wanted) ? List.of(new Step.MakeCurrent(wanted)) : List.of();
    }
    List<Step> steps = new ArrayList<>();
    known.entrySet().stream()
        .filter(build -> build.getValue() == Use.RUNNING)
        .map(Map.Entry::getKey)
        .filter(build -> !build.equals(wanted))
        .filter(build -> !kept.contains(build) || broken.contains(build))
        .sorted()
        .map(build -> canBeMade(build) ? new Step.Keep(build) : new Step.MoveJobs(build))
        .forEach(steps::add);
    kept.stream()
        .filter(build -> build.equals(wanted) || known.get(build) != Use.RUNNING)
        .sorted()
        .map(Step.Remove::new)
        .forEach(steps::add);
    return steps;
  }

  private boolean canBeMade(String build) {
    return templates.contains(build) && !broken.contains(build);
  }
}
