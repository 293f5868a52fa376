package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.BudgetSpec;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.PodRetention;
import dev.shoal.api.v1alpha1.RerunFrom;
import dev.shoal.api.v1alpha1.RerunSpec;
import dev.shoal.api.v1alpha1.RetentionPolicy;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobSpec;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.config.Settings;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.MarketPlan;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.config.SampleSettings;
import dev.shoal.operator.status.StatusMapping;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final SimulationTier TIER = SamplePlan.tier();

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
                            Optional.ofNullable(phase).map(JobDeciderTest::row),
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
      if (has(decider.decide(seen), Step.Admit.class)) {
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
      if (has(decider.decide(seen), Step.Admit.class)
          && !seen.job().hasFinalizer(JobDecider.FINALIZER)) {
        assertThat(steps.getFirst()).isInstanceOf(Step.AddFinalizer.class);
      }
    }
  }

  @Test
  void aDeletedJobAlwaysGetsOn() {
    for (Observation seen : everything()) {
      if (seen.job().getMetadata().getDeletionTimestamp() != null
          && seen.job().hasFinalizer(JobDecider.FINALIZER)) {
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
          && seen.job().hasFinalizer(JobDecider.FINALIZER)
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
      assertThat(has(readOnly.decide(seen), Step.Admit.class)).isFalse();
    }
  }

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
            .filter(Step.Admit.class::isInstance)
            .map(step -> ((Step.Admit) step).job())
            .findFirst()
            .orElseThrow();
    assertThat(planned.seed()).isEqualTo("its seed");
    assertThat(planned.plan().rounds()).isEqualTo(SamplePlan.plan().rounds());
    assertThat(planned.plan().markets()).isEqualTo(replay.markets());
    assertThat(planned.plan().answersKey()).isEqualTo("sim-data/x/answers");
    assertThat(planned.plan().tier().engine()).isEqualTo("replay");
    assertThat(planned.plan().tier().gpuCount()).isZero();
  }

  @Test
  void theSameSpecAndSeedHashTheSameAndAnotherSeedDoesNot() {
    assertThat(hash("a")).isEqualTo(hash("a")).isNotEqualTo(hash("b"));
  }

  private String hash(String seed) {
    return decider.decide(seen(10, 10, new Seed.Found(seed))).steps().stream()
        .filter(Step.Admit.class::isInstance)
        .map(step -> ((Step.Admit) step).job().contentHash())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEndedJobWhoseRowIsLostNeverRunsAgain() {
    for (Phase phase : Phase.values()) {
      SimulationJob job = job(false, false, null, null);
      JobRow before = row(JobPhase.valueOf(phase.name()));
      job.setStatus(StatusMapping.of(job, before, List.of(), Optional.empty(), NOW));
      Observation seen =
          new Observation(
              job,
              Optional.empty(),
              List.of(),
              Optional.of(TIER),
              List.of("small"),
              new Seed.Found("text"),
              false,
              NOW);
      assertThat(has(decider.decide(seen), Step.Admit.class)).isEqualTo(!phase.terminal());
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
            Step.Admit.class,
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
      assertThat(has(decider.decide(seen), Step.Rerun.class)).as("%s", seen).isEqualTo(ready);
    }
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

  private static Attempt attempt(int number, int boundAgo, @Nullable Instant gone) {
    Instant bound = NOW.minusSeconds(boundAgo);
    double seconds = gone == null ? 0 : 2 * Duration.between(bound, gone).toSeconds();
    return new Attempt(
        "id", number, 1, "pod", "uid", null, "node", 2, bound, bound, bound, gone, null, false,
        seconds);
  }

  private static Observation seen(int rounds, int agents, Seed seed) {
    SimulationJob job = job(false, true, null, null);
    job.setSpec(SamplePlan.spec(rounds, agents, false, null, null, null));
    return new Observation(
        job, Optional.empty(), List.of(), Optional.of(TIER), List.of("small"), seed, false, NOW);
  }

  private static boolean has(Decision decision, Class<? extends Step> kind) {
    return decision.steps().stream().anyMatch(kind::isInstance);
  }

  private static OperatorConfig config(boolean readOnly) {
    return OperatorConfig.from(
        new Settings(SampleSettings.with("DEMO_MODE", Boolean.toString(readOnly))));
  }

  private static SimulationJob job(
      boolean suspend, boolean guarded, @Nullable Long deletedAgo, @Nullable Long ttl) {
    SimulationJob job = new SimulationJob();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName("job")
            .withNamespace("ns")
            .withUid("5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11")
            .withGeneration(1L)
            .withFinalizers(guarded ? List.of(JobDecider.FINALIZER) : List.of())
            .withDeletionTimestamp(
                deletedAgo == null ? null : NOW.minusSeconds(deletedAgo).toString())
            .build());
    job.setSpec(SamplePlan.spec(null, null, suspend, null, null, ttl));
    return job;
  }

  private static JobRow row(JobPhase phase) {
    return row(phase, NOW.minusSeconds(3600));
  }

  private static JobRow row(JobPhase phase, Instant ended) {
    return SamplePlan.row(1, phase, NOW.minusSeconds(7300), ended);
  }
}
