package dev.shoal.operator.decision;

import static dev.shoal.operator.decision.SampleJobs.config;
import static dev.shoal.operator.decision.SampleJobs.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.MarketPlan;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job that may start becomes, and why one waits. */
class JobPlanningTest {
  private final JobDecider decider = new JobDecider(config(false));

  @ParameterizedTest
  @CsvSource({"101,15,ROUNDS_ABOVE_TIER", "100,16,AGENTS_ABOVE_TIER"})
  void aboveTheTierWaitsAndSaysWhatToDo(int rounds, int agents, Reason reason) {
    Decision decision = decider.decide(seen(rounds, agents, new Seed.Found("text")));
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.waiting().orElseThrow().reason()).isEqualTo(reason);
    assertThat(decision.waiting().orElseThrow().message())
        .contains("spec.", "small", "ask for fewer");
  }

  @Test
  void seedLengthCountsCodePoints() {
    assertThat(decider.decide(seen(10, 10, new Seed.Found("🦈".repeat(50_000)))).waiting())
        .isEmpty();
    assertThat(
            decider
                .decide(seen(10, 10, new Seed.Found("x".repeat(50_001))))
                .waiting()
                .orElseThrow()
                .reason())
        .isEqualTo(Reason.SEED_TOO_LONG);
  }

  @Test
  void aReplayTakesAllFromTheJobThatItRepeatsAndNeedsNoGpu() {
    Seed.Replay replay =
        new Seed.Replay(
            SamplePlan.plan(),
            List.of(new MarketPlan("m", "Will it?", 0.4)),
            "its seed",
            "sim-data/x/answers");
    NewJob planned =
        decider.decide(seen(99, 2, replay)).steps().stream()
            .filter(JobStep.Admit.class::isInstance)
            .map(step -> ((JobStep.Admit) step).job())
            .findFirst()
            .orElseThrow();
    assertThat(planned.seed()).isEqualTo("its seed");
    assertThat(planned.plan().rounds()).isEqualTo(SamplePlan.plan().rounds());
    assertThat(planned.plan().markets()).isEqualTo(replay.markets());
    assertThat(planned.plan().answersKey()).isEqualTo("sim-data/x/answers");
    assertThat(planned.plan().tier().engine()).isEqualTo("replay");
    assertThat(planned.plan().tier().gpuCount()).isZero();
  }

  /** Else a schedule's second start would wait for its first as for a duplicate. */
  @Test
  void whatAScheduleMakesIsNoDuplicateOfWhatItMadeBefore() {
    Observation first = seen(10, 10, new Seed.Found("seed"));
    Observation second = seen(10, 10, new Seed.Found("seed"));
    assertThat(hash(first)).isEqualTo(hash(second));
    ofSchedule(first, "nightly-1");
    ofSchedule(second, "nightly-2");
    assertThat(hash(first)).isNotEqualTo(hash(second));
  }

  private static void ofSchedule(Observation seen, String name) {
    seen.job().getMetadata().setLabels(Map.of("shoal.dev/schedule-uid", "uid"));
    seen.job().getMetadata().setName(name);
  }

  @Test
  void theSameSpecAndSeedHashTheSameAndAnotherSeedDoesNot() {
    assertThat(hash("a")).isEqualTo(hash("a")).isNotEqualTo(hash("b"));
  }

  private String hash(String seed) {
    return hash(seen(10, 10, new Seed.Found(seed)));
  }

  private String hash(Observation seen) {
    return decider.decide(seen).steps().stream()
        .filter(JobStep.Admit.class::isInstance)
        .map(step -> ((JobStep.Admit) step).job().contentHash())
        .findFirst()
        .orElseThrow();
  }
}
