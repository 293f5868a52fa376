package dev.shoal.script;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ScriptRun does, as its spec said when the run began, defaults filled in.
 *
 * @param script null where there is a compound
 * @param requests quantities by resource, of the container; likewise {@code limits}
 * @param timeoutSeconds of the script, or of all simulations together
 * @param maxAttempts pods at most: one that is lost is followed by another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScriptPlan(
    @Nullable Script script,
    @Nullable Compound compound,
    Map<String, String> requests,
    Map<String, String> limits,
    int timeoutSeconds,
    int maxAttempts) {
  /**
   * A script of the user's own.
   *
   * @param interpreter program of the image that it is given to
   */
  public record Script(String image, String interpreter, String text, Map<String, String> env) {}

  /**
   * Simulations, one after the other.
   *
   * @param aggregation in the words of the pod's API
   */
  public record Compound(List<Simulation> simulations, String aggregation) {}

  /** A simulation by rules, without a model. */
  public record Simulation(
      String name,
      String seed,
      String goal,
      int rounds,
      int agents,
      long randomSeed,
      double initialProbability,
      List<Event> events,
      Beliefs beliefs) {}

  /** An announcement at the start of a round. */
  public record Event(int round, String text) {}

  /** How minds move, in the words of the pod's API. */
  public record Beliefs(String dynamics, double bound, double rate) {}
}
