package dev.shoal.operator.decision;

import static dev.shoal.operator.decision.SampleJobs.NOW;
import static dev.shoal.operator.decision.SampleJobs.TIER;
import static dev.shoal.operator.decision.SampleJobs.attempt;
import static dev.shoal.operator.decision.SampleJobs.config;
import static dev.shoal.operator.decision.SampleJobs.has;
import static dev.shoal.operator.decision.SampleJobs.job;
import static dev.shoal.operator.decision.SampleJobs.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import dev.shoal.operator.status.StatusMapping;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs whose row has gone, after a restore or by hand. */
class LostRowTest {
  private final JobDecider decider = new JobDecider(config(false));

  @Test
  void anEndedJobWhoseRowIsLostNeverRunsAgain() {
    for (Phase phase : Phase.values()) {
      SimulationJob job = job(false, false, null, null);
      JobRow before = row(JobPhase.valueOf(phase.name()));
      job.setStatus(StatusMapping.of(job, before, List.of(), Optional.empty(), NOW));
      assertThat(has(decider.decide(withoutItsRow(job)), JobStep.Admit.class))
          .isEqualTo(!phase.terminal());
    }
  }

  @Test
  void aJobWhoseRowIsLostInMidRunBeginsItsNextRunAfterTheOldWorkflowIsStopped() {
    List<Step> steps = decider.decide(withoutItsRow(false)).steps();
    assertThat(steps).hasSize(2);
    assertThat(steps.getFirst())
        .isInstanceOfSatisfying(
            Step.Stop.class, stop -> assertThat(stop.reason()).isEqualTo(Reason.ROW_LOST));
    assertThat(steps.getLast())
        .isInstanceOfSatisfying(
            JobStep.Admit.class,
            admit -> assertThat(admit.job().before()).isEqualTo(new NewJob.Before(1, 2)));
  }

  @Test
  void aSuspendedJobWhoseRowIsLostIsStoppedOnce() {
    Observation seen = withoutItsRow(true);
    assertThat(decider.decide(seen).steps()).singleElement().isInstanceOf(Step.Stop.class);
    seen.job().setStatus(StatusMapping.unstarted(seen.job(), Optional.empty(), NOW));
    assertThat(seen.job().getStatus().run()).isEqualTo(2);
    assertThat(decider.decide(seen).steps())
        .singleElement()
        .isInstanceOf(Step.RemoveFinalizer.class);
  }

  private static Observation withoutItsRow(boolean suspended) {
    SimulationJob job = job(suspended, true, null, null);
    job.setStatus(
        StatusMapping.of(
            job,
            row(JobPhase.RUNNING),
            List.of(attempt(1, 100, NOW.minusSeconds(40)), attempt(2, 20, null)),
            Optional.empty(),
            NOW));
    return withoutItsRow(job);
  }

  private static Observation withoutItsRow(SimulationJob job) {
    return new Observation(
        job,
        Optional.empty(),
        List.of(),
        Optional.of(TIER),
        List.of("small"),
        new Seed.Found("text"),
        false,
        NOW);
  }
}
