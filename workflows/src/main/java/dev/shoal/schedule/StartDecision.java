package dev.shoal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What to do about a start that is due.
 *
 * @param delete names of those that give way
 */
public record StartDecision(Outcome outcome, List<String> delete) {

  /**
   * A start that is due.
   *
   * @param child name of what it makes
   * @param repeated whether it came before, when clocks showed the same time
   */
  public record Due(String child, Instant at, boolean repeated) {}

  /**
   * What a schedule says of its starts.
   *
   * @param policy {@code Allow}, {@code Forbid} or {@code Replace}
   * @param deadline how late a start may be
   */
  public record Rules(String policy, Duration deadline) {}

  /**
   * Decides; pure. A start that was made already is made again, which changes nothing.
   *
   * @param active names of those that have not ended
   */
  public static StartDecision of(Rules rules, Due due, List<String> active, Instant now) {
    String child = due.child();
    if (active.contains(child)) {
      return new StartDecision(Outcome.STARTED, List.of());
    }
    if (due.repeated()) {
      return new StartDecision(Outcome.CLOCK_SET_BACK, List.of());
    }
    if (Duration.between(due.at(), now).compareTo(rules.deadline()) > 0) {
      return new StartDecision(Outcome.TOO_LATE, List.of());
    }
    return switch (rules.policy()) {
      case "Forbid" ->
          new StartDecision(
              active.isEmpty() ? Outcome.STARTED : Outcome.EARLIER_ONE_RUNS, List.of());
      case "Replace" -> new StartDecision(Outcome.STARTED, active);
      default -> new StartDecision(Outcome.STARTED, List.of());
    };
  }
}
