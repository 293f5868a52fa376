package dev.shoal.operator.decision;

import static dev.shoal.operator.decision.SampleJobs.NOW;
import static dev.shoal.operator.decision.SampleJobs.TIER;
import static dev.shoal.operator.decision.SampleJobs.config;
import static dev.shoal.operator.decision.SampleJobs.has;
import static dev.shoal.operator.decision.SampleJobs.job;
import static dev.shoal.operator.decision.SampleJobs.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.RerunFrom;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every combination of what can be seen. */
class JobDeciderTest {
  private final JobDecider decider = new JobDecider(config(false));

  /** Every combination of what can be seen; the properties below hold for all of them. */
  static List<Observation> everything() {
    List<Observation> all = new ArrayList<>();
    for (boolean suspend : new boolean[] {false, true}) {
      for (boolean guarded : new boolean[] {false, true}) {
        for (@Nullable Long deletedAgo : new Long[] {null, 0L, 120L, 3600L}) {
          for (@Nullable Long ttl : new Long[] {null, 0L, 7200L}) {
            for (@Nullable JobPhase phase : phases()) {
              for (boolean pods : new boolean[] {false, true}) {
                for (boolean tier : new boolean[] {false, true}) {
                  for (Seed seed :
                      List.of(
                          new Seed.Found("text"),
                          new Seed.Unavailable(Reason.SEED_NOT_FOUND, "none"))) {
                    all.add(
                        new Observation(
                            job(suspend, guarded, deletedAgo, ttl),
                            Optional.ofNullable(phase).map(SampleJobs::row),
                            List.of(),
                            tier ? Optional.of(TIER) : Optional.empty(),
                            List.of("small"),
                            seed,
                            pods,
                            NOW));
                  }
                }
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static JobPhase[] phases() {
    return Stream.concat(Stream.of((JobPhase) null), Stream.of(JobPhase.values()))
        .toArray(JobPhase[]::new);
  }

  @Test
  void theFinalizerNeverGoesWhileAPodIsLeft() {
    for (Observation seen : everything()) {
      if (has(decider.decide(seen), Step.RemoveFinalizer.class)) {
        assertThat(seen.podsLeft()).as("%s", seen).isFalse();
      }
    }
  }

  @Test
  void nothingStartsThatIsSuspendedDeletedOrHasEnded() {
    for (Observation seen : everything()) {
      if (has(decider.decide(seen), JobStep.Admit.class)) {
        assertThat(seen.job().getSpec().suspend()).isFalse();
        assertThat(seen.job().getMetadata().getDeletionTimestamp()).isNull();
        assertThat(seen.row().map(JobRow::phase).orElse(JobPhase.DRAFT)).isEqualTo(JobPhase.DRAFT);
      }
    }
  }

  @Test
  void nothingStartsWithoutAFinalizer() {
    for (Observation seen : everything()) {
      List<Step> steps = decider.decide(seen).steps();
      if (has(decider.decide(seen), JobStep.Admit.class)
          && !seen.job().hasFinalizer(Guarding.FINALIZER)) {
        assertThat(steps.getFirst()).isInstanceOf(Step.AddFinalizer.class);
      }
    }
  }

  @Test
  void aDeletedJobAlwaysGetsOn() {
    for (Observation seen : everything()) {
      if (seen.job().getMetadata().getDeletionTimestamp() != null
          && seen.job().hasFinalizer(Guarding.FINALIZER)) {
        Decision decision = decider.decide(seen);
        assertThat(has(decision, Step.RemoveFinalizer.class) || decision.lookAgain().isPresent())
            .as("%s", seen)
            .isTrue();
      }
    }
  }

  @Test
  void aDeletedJobGoesAfterTheGraceEvenIfItsWorkflowCannotBeAsked() {
    for (Observation seen : everything()) {
      if (seen.job().getMetadata().getDeletionTimestamp() != null
          && seen.job().hasFinalizer(Guarding.FINALIZER)
          && !seen.podsLeft()
          && NOW.minusSeconds(3600)
              .toString()
              .equals(seen.job().getMetadata().getDeletionTimestamp())) {
        assertThat(has(decider.decide(seen), Step.RemoveFinalizer.class)).isTrue();
      }
    }
  }

  @Test
  void podsOfAnEndedJobAreReaped() {
    for (Observation seen : everything()) {
      if (seen.job().getMetadata().getDeletionTimestamp() == null
          && seen.row().isPresent()
          && seen.row().get().phase().terminal()
          && seen.podsLeft()) {
        assertThat(has(decider.decide(seen), Step.ReapPods.class)).isTrue();
      }
    }
  }

  @Test
  void theFinalizerWaitsForTheLedgerSoThatGoneIsSeenAndNotEstimated() {
    JobRow ended = row(JobPhase.COMPLETED, NOW);
    Attempt open =
        new Attempt(
            ended.jobId(),
            1,
            1,
            "pod",
            "uid",
            null,
            "node",
            1,
            NOW,
            NOW,
            NOW,
            null,
            null,
            false,
            0);
    Observation seen =
        new Observation(
            job(false, true, null, null),
            Optional.of(ended),
            List.of(open),
            Optional.empty(),
            List.of(),
            new Seed.NotNeeded(),
            false,
            NOW);
    assertThat(decider.decide(seen).steps()).isEmpty();
    assertThat(decider.decide(seen).lookAgain()).isPresent();
  }

  @Test
  void decidingTwiceIsTheSame() {
    for (Observation seen : everything()) {
      assertThat(decider.decide(seen)).isEqualTo(decider.decide(seen));
    }
  }

  @Test
  void aReadOnlyInstallationStartsNothing() {
    JobDecider readOnly = new JobDecider(config(true));
    for (Observation seen : everything()) {
      assertThat(has(readOnly.decide(seen), JobStep.Admit.class)).isFalse();
    }
  }

  @Test
  void aRerunIsOpenedOnlyOnceTheJobHasEndedAndIsTornDown() {
    RerunSpec rerun = new RerunSpec("n", RerunFrom.START);
    for (Observation seen : everything()) {
      SimulationJobSpec before = seen.job().getSpec();
      boolean suspended = before.suspend();
      seen.job()
          .setSpec(
              SamplePlan.spec(
                  null, null, suspended, rerun, null, before.ttlSecondsAfterFinished()));
      boolean ready =
          seen.row().isPresent()
              && seen.row().get().phase().terminal()
              && !seen.podsLeft()
              && !suspended
              && seen.job().getMetadata().getDeletionTimestamp() == null;
      assertThat(has(decider.decide(seen), JobStep.Rerun.class)).as("%s", seen).isEqualTo(ready);
    }
  }
}
