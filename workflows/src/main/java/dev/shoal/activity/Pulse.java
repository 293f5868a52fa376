package dev.shoal.activity;

import dev.shoal.job.Reason;
import dev.shoal.job.TierPlan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells from what a pod says of itself whether its run still gets on. It knows only what it was
 * told: the clock is the caller's, and another poller begins anew.
 */
final class Pulse {
  private final TierPlan.Pulse rules;
  private final Deque<Beat> beats = new ArrayDeque<>();
  private final Deque<Beat> advances = new ArrayDeque<>();
  private @Nullable Beat first;

  Pulse(TierPlan.Pulse rules) {
    this.rules = rules;
  }

  /**
   * What a pod said.
   *
   * @param nanos when, on any steady clock
   * @param round completed last
   * @param answered calls to the model that succeeded so far
   * @param failed calls that did not
   * @param modelProblem why the model's server doesn't count as ready any more
   */
  record Beat(long nanos, int round, long answered, long failed, @Nullable String modelProblem) {}

  /** Why a pod is given up. */
  record Ailment(Reason reason, String message) {}

  /** Takes a beat in; beats come in the order of their time. */
  Optional<Ailment> feel(Beat beat) {
    if (first == null) {
      first = beat;
    }
    if (advances.isEmpty() || advances.getLast().round() < beat.round()) {
      advances.add(beat);
    }
    beats.add(beat);
    while (beats.size() > 1 && older(beats.getFirst(), beat, rules.llmErrorSeconds())) {
      beats.removeFirst();
    }
    while (advances.size() > 1 && older(advances.getFirst(), beat, rules.slowSeconds())) {
      advances.removeFirst();
    }
    return model(beat).or(() -> stuck(beat)).or(() -> slow(beat));
  }

  private Optional<Ailment> model(Beat beat) {
    String problem = beat.modelProblem();
    if (problem != null) {
      return Optional.of(new Ailment(Reason.LLM_CIRCUIT_BROKEN, problem));
    }
    long failed = beat.failed() - beats.getFirst().failed();
    long calls = failed + beat.answered() - beats.getFirst().answered();
    boolean broken =
        rules.llmErrorSeconds() > 0
            && calls >= rules.llmErrorCalls()
            && failed * 100 > calls * rules.llmErrorPercent();
    return broken
        ? Optional.of(
            new Ailment(
                Reason.LLM_CIRCUIT_BROKEN,
                "%d of %d calls to the model failed within %d s"
                    .formatted(failed, calls, rules.llmErrorSeconds())))
        : Optional.empty();
  }

  private Optional<Ailment> stuck(Beat beat) {
    return rules.stuckSeconds() > 0 && older(advances.getLast(), beat, rules.stuckSeconds())
        ? Optional.of(
            new Ailment(
                Reason.STUCK,
                "no new round after round %d for %d s"
                    .formatted(beat.round(), rules.stuckSeconds())))
        : Optional.empty();
  }

  private Optional<Ailment> slow(Beat beat) {
    Beat begun = first;
    int made = advances.getLast().round() - advances.getFirst().round();
    double minutes = Duration.ofSeconds(rules.slowSeconds()).toMillis() / 60_000.0;
    boolean slow =
        rules.slowSeconds() > 0
            && begun != null
            && older(begun, beat, rules.slowSeconds())
            && made >= rules.slowAdvances()
            && made / minutes < rules.slowRoundsPerMinute();
    return slow
        ? Optional.of(
            new Ailment(
                Reason.SLOW_POD,
                "%d rounds in %d s are fewer than %s a minute"
                    .formatted(made, rules.slowSeconds(), rules.slowRoundsPerMinute())))
        : Optional.empty();
  }

  private static boolean older(Beat then, Beat now, int seconds) {
    return now.nanos() - then.nanos() >= TimeUnit.SECONDS.toNanos(seconds);
  }
}
