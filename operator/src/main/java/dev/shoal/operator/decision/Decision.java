package dev.shoal.operator.decision;

import dev.shoal.job.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a job now.
 *
 * @param steps in order
 * @param waiting what it waits for, if it can't go on
 * @param lookAgain when to look again, if nothing else tells
 */
public record Decision(List<Step> steps, Optional<Waiting> waiting, Optional<Duration> lookAgain) {

  /** Why a job can't go on for now. */
  public record Waiting(Reason reason, String message) {}

  static Decision nothing() {
    return new Decision(List.of(), Optional.empty(), Optional.empty());
  }

  static Decision of(Step... steps) {
    return new Decision(List.of(steps), Optional.empty(), Optional.empty());
  }

  static Decision waiting(Reason reason, String message, Duration lookAgain) {
    return new Decision(
        List.of(), Optional.of(new Waiting(reason, message)), Optional.of(lookAgain));
  }

  Decision again(Duration after) {
    return new Decision(steps, waiting, Optional.of(after));
  }
}
