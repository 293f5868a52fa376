package dev.shoal.operator.decision;

import static dev.shoal.operator.decision.SampleJobs.NOW;
import static dev.shoal.operator.decision.SampleJobs.attempt;
import static dev.shoal.operator.decision.SampleJobs.config;
import static dev.shoal.operator.decision.SampleJobs.has;
import static dev.shoal.operator.decision.SampleJobs.job;
import static dev.shoal.operator.decision.SampleJobs.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.BudgetSpec;
import dev.shoal.api.v1alpha1.PodRetention;
import dev.shoal.api.v1alpha1.RerunFrom;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.RetentionPolicy;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner of a job asks for once it has run: its pod, its report, an end by budget. */
class OwnersWishesTest {
  private final JobDecider decider = new JobDecider(config(false));

  /** The job failed a minute ago; what its owner asks for now is what counts. */
  @ParameterizedTest
  @CsvSource({"Never, 600, true", "OnFailure, 600, false", "OnFailure, 60, true"})
  void aFailedPodStaysAsLongAsItsOwnerAsks(String policy, int seconds, boolean reaped) {
    SimulationJob job = job(false, true, null, null);
    PodRetention retention =
        new PodRetention(
            policy.equals("Never") ? RetentionPolicy.NEVER : RetentionPolicy.ON_FAILURE, seconds);
    job.setSpec(SamplePlan.keeping(retention));
    Observation seen =
        new Observation(
            job,
            Optional.of(row(JobPhase.FAILED, NOW.minusSeconds(60))),
            List.of(attempt(1, 100, null)),
            Optional.empty(),
            List.of(),
            new Seed.NotNeeded(),
            true,
            NOW);
    Decision decision = decider.decide(seen);
    assertThat(has(decision, Step.ReapPods.class)).isEqualTo(reaped);
    assertThat(decision.lookAgain())
        .contains(reaped ? Duration.ofSeconds(15) : Duration.ofSeconds(540));
  }

  @Test
  void aReportCannotBeWrittenAboutNothing() {
    SimulationJob job = job(false, true, null, null);
    job.setSpec(
        SamplePlan.spec(null, null, false, new RerunSpec("n", RerunFrom.REPORT), null, null));
    Observation seen =
        new Observation(
            job,
            Optional.of(row(JobPhase.FAILED)),
            List.of(),
            Optional.empty(),
            List.of(),
            new Seed.NotNeeded(),
            false,
            NOW);
    assertThat(decider.decide(seen).steps()).isEmpty();
    assertThat(decider.decide(seen).waiting().orElseThrow().message()).contains("use Start");
  }

  /** One pod held two GPUs for a minute, its successor has held them for 20 s: 160 GPU-seconds. */
  @Test
  void theBudgetEndsAJobOnceItsPodsHaveHeldEnough() {
    Decision before = decider.decide(spending(161));
    assertThat(before.steps()).isEmpty();
    assertThat(before.lookAgain()).contains(Duration.ofMillis(500));
    assertThat(decider.decide(spending(160)).steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Stop.class,
            stop -> {
              assertThat(stop.reason()).isEqualTo(Reason.BUDGET_EXCEEDED);
              assertThat(stop.message()).contains("spec.budget.maxGpuSeconds is 160", "raise it");
            });
  }

  @Test
  void aJobWithoutABudgetSpendsOn() {
    Observation seen = spending(1);
    seen.job().setSpec(job(false, true, null, null).getSpec());
    assertThat(decider.decide(seen)).isEqualTo(Decision.nothing());
  }

  private static Observation spending(long budget) {
    SimulationJob job = job(false, true, null, null);
    job.setSpec(SamplePlan.spec(null, null, false, null, new BudgetSpec(budget), null));
    return new Observation(
        job,
        Optional.of(row(JobPhase.RUNNING)),
        List.of(attempt(1, 100, NOW.minusSeconds(40)), attempt(2, 20, null)),
        Optional.empty(),
        List.of(),
        new Seed.NotNeeded(),
        true,
        NOW);
  }
}
