package dev.shoal.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.Reason;
import dev.shoal.job.SamplePlans;
import dev.shoal.job.TierPlan;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the recovery table, with the values of a tier that sets none. */
class PulseTest {
  private static final int HOUR = 3600;

  private final Pulse pulse = new Pulse(SamplePlans.PULSE);

  @Test
  void aPodThatGetsOnIsLeftAlone() {
    assertThat(follow(second -> second / 100)).isEmpty();
  }

  @Test
  void noNewRoundForFiveMinutesIsStuck() {
    assertThat(follow(second -> Math.min(second / 10, 30)))
        .hasValueSatisfying(
            found -> {
              assertThat(found.reason()).isEqualTo(Reason.STUCK);
              assertThat(found.message()).isEqualTo("no new round after round 30 for 300 s");
            });
  }

  /** A round takes 250 s: 4 rounds in the 20 minutes, 0.2 a minute. */
  @Test
  void fewRoundsInTwentyMinutesAreSlow() {
    assertThat(follow(second -> second / 250))
        .hasValueSatisfying(found -> assertThat(found.reason()).isEqualTo(Reason.SLOW_POD));
  }

  @Test
  void aSlowStartIsNotJudgedBeforeTheTimeIsOver() {
    Pulse young = new Pulse(SamplePlans.PULSE);
    for (int second = 0; second < 1_190; second += 10) {
      assertThat(young.feel(beat(second, second / 250, 0, 0))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 0, false", "10, 0, true", "71, 29, true", "70, 30, false", "1000, 0, true"})
  void mostCallsFailingWithinAMinuteBreaksTheCircuit(int failed, int answered, boolean broken) {
    pulse.feel(beat(0, 1, 500, 500));
    Optional<Pulse.Ailment> found = pulse.feel(beat(30, 1, 500 + answered, 500 + failed));
    assertThat(found.isPresent()).isEqualTo(broken);
    found.ifPresent(ailment -> assertThat(ailment.reason()).isEqualTo(Reason.LLM_CIRCUIT_BROKEN));
  }

  @Test
  void oldFailuresAreForgotten() {
    for (int second = 0; second <= 60; second += 10) {
      assertThat(pulse.feel(beat(second, second, 0, second / 10))).isEmpty();
    }
    assertThat(pulse.feel(beat(200, 200, 0, 15))).isEmpty();
  }

  @Test
  void aModelThatHangsBreaksTheCircuit() {
    assertThat(pulse.feel(new Pulse.Beat(0, 1, 1, 0, "it hangs")))
        .contains(new Pulse.Ailment(Reason.LLM_CIRCUIT_BROKEN, "it hangs"));
  }

  @Test
  void aTierFromBeforeTheRulesHasNone() {
    Pulse none = new Pulse(new TierPlan.Pulse(0, 0, 0, 0, 0, 0, 0));
    for (int second = 0; second < HOUR; second += 10) {
      assertThat(none.feel(beat(second, 0, 0, second))).isEmpty();
    }
  }

  /** Whatever the rhythm: as long as a round never takes four minutes, nothing is given up. */
  @Test
  void noRhythmWithinTheLimitsIsAnAilment() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Pulse fresh = new Pulse(SamplePlans.PULSE);
      int round = 0;
      int next = 0;
      for (int second = 0; second < 2 * HOUR; second += 10) {
        if (second >= next) {
          round++;
          next = second + 10 + random.nextInt(160);
        }
        assertThat(fresh.feel(beat(second, round, round, 0))).as("seed %d", seed).isEmpty();
      }
    }
  }

  private Optional<Pulse.Ailment> follow(IntUnaryOperator roundAtSecond) {
    for (int second = 0; second < HOUR; second += 10) {
      Optional<Pulse.Ailment> found =
          pulse.feel(beat(second, roundAtSecond.applyAsInt(second), second, 0));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Pulse.Beat beat(int second, int round, long answered, long failed) {
    return new Pulse.Beat(TimeUnit.SECONDS.toNanos(second), round, answered, failed, null);
  }
}
