package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.TrainingJobStatus;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.job.Reason;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.work.NewWork;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkDeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String ID = "5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11";
  private static final OperatorConfig CONFIG = SampleJobs.config(false);

  private final WorkDecider decider = new WorkDecider(CONFIG);

  @Test
  void whatIsAskedForIsGuardedAndBegun() {
    assertThat(decide(new Case()).steps()).containsExactly(new Step.AddFinalizer(), begin(1));
  }

  @Test
  void whatIsNotToBeRunHasNothing() {
    assertThat(decide(new Case().suspended()).steps()).isEmpty();
    assertThat(decide(new Case().guarded().suspended()).steps())
        .containsExactly(new Step.RemoveFinalizer());
    assertThat(decide(new Case().guarded().suspended().row(WorkState.SUSPENDED)).steps())
        .containsExactly(new Step.RemoveFinalizer());
    assertThat(decide(new Case().guarded().suspended().row(WorkState.SUSPENDED).podsLeft()).steps())
        .isEmpty();
  }

  @Test
  void aPlanThatCannotBeMadeIsTold() {
    Decision decision = decide(new Case().unready());
    assertThat(decision.steps()).isEmpty();
    assertThat(decision.waiting())
        .contains(new Decision.Waiting(Reason.PLACE_REFUSED, "spec.x: mend it"));
  }

  @Test
  void nothingIsBegunInReadOnlyMode() {
    Decision decision = new WorkDecider(SampleJobs.config(true)).decide(new Case().seen());
    assertThat(decision.waiting().orElseThrow().reason()).isEqualTo(Reason.READ_ONLY_MODE);
  }

  @ParameterizedTest
  @EnumSource(
      value = WorkState.class,
      names = {"PENDING", "RUNNING"})
  void whatRunsIsKeptUntilItIsSuspended(WorkState state) {
    assertThat(decide(new Case().guarded().row(state)).steps()).isEmpty();
    assertThat(decide(new Case().row(state)).steps()).containsExactly(new Step.AddFinalizer());
    assertThat(decide(new Case().guarded().row(state).suspended()).steps())
        .containsExactly(new Step.Stop(Reason.SUSPENDED, "spec.suspend is true"));
  }

  @Test
  void whatWasSuspendedGoesOnAsTheRunThatItsRowSays() {
    assertThat(decide(new Case().row(WorkState.SUSPENDED)).steps())
        .containsExactly(new Step.AddFinalizer(), begin(1));
  }

  @Test
  void whatHasEndedIsLetGo() {
    assertThat(decide(new Case().guarded().row(WorkState.SUCCEEDED)).steps())
        .containsExactly(new Step.RemoveFinalizer());
    assertThat(decide(new Case().row(WorkState.FAILED)).steps()).isEmpty();
  }

  @Test
  void podsOfWhatHasEndedAreReapedOnceItsWorkflowHadItsTime() {
    assertThat(decide(new Case().guarded().row(WorkState.FAILED, NOW).podsLeft()).steps())
        .isEmpty();
    Instant longAgo = NOW.minus(CONFIG.timing().stopWait());
    assertThat(decide(new Case().guarded().row(WorkState.FAILED, longAgo).podsLeft()).steps())
        .containsExactly(new Step.ReapPods());
  }

  @Test
  void timeToLiveEndsTheResource() {
    Instant ended = NOW.minusSeconds(100);
    assertThat(decide(new Case().row(WorkState.SUCCEEDED, ended).ttl(100)).steps())
        .containsExactly(new Step.Expire());
    Decision early = decide(new Case().row(WorkState.SUCCEEDED, ended).ttl(130));
    assertThat(early.steps()).isEmpty();
    assertThat(early.lookAgain()).contains(Duration.ofSeconds(30));
  }

  @Test
  void whatIsDeletedIsStoppedFirst() {
    assertThat(decide(new Case().guarded().row(WorkState.RUNNING).deleted(NOW)).steps())
        .singleElement()
        .isInstanceOfSatisfying(
            Step.Stop.class, stop -> assertThat(stop.reason()).isEqualTo(Reason.CANCELLED));
    assertThat(decide(new Case().guarded().row(WorkState.FAILED).deleted(NOW)).steps())
        .containsExactly(new Step.RemoveFinalizer());
  }

  @Test
  void aLostRowBeginsAnewAsTheNextRun() {
    assertThat(decide(new Case().guarded().told(WorkPhase.RUNNING, 4)).steps())
        .containsExactly(new Step.Stop(Reason.ROW_LOST, "the row is gone"), begin(5));
  }

  @Test
  void aLostRowOfWhatIsSuspendedStopsItsWorkflowOnce() {
    assertThat(decide(new Case().guarded().told(WorkPhase.RUNNING, 4).suspended()).steps())
        .containsExactly(new Step.Stop(Reason.SUSPENDED, "spec.suspend is true"));
    assertThat(decide(new Case().guarded().told(WorkPhase.SUSPENDED, 4).suspended()).steps())
        .containsExactly(new Step.RemoveFinalizer());
  }

  /** Somebody deleted the row of what has ended: it must not cost once more. */
  @Test
  void whatHasEndedNeverRunsAgainWithoutItsRow() {
    assertThat(decide(new Case().told(WorkPhase.SUCCEEDED, 1)).steps()).isEmpty();
    assertThat(decide(new Case().told(WorkPhase.FAILED, 1)).steps()).isEmpty();
  }

  private Decision decide(Case one) {
    return decider.decide(one.seen());
  }

  private static WorkStep.Begin<String> begin(int run) {
    return new WorkStep.Begin<>(new NewWork<>(ID, "ns", "name", run, "plan", NOW));
  }

  /** An observation in the making. */
  private static final class Case {
    private final ObjectMetaBuilder metadata =
        new ObjectMetaBuilder().withName("name").withNamespace("ns").withUid(ID);
    private @Nullable TrainingJobStatus told;
    private @Nullable Work<String, String> row;
    private boolean suspended;
    private @Nullable Long ttl;
    private Planning<String> planning = new Planning.Ready<>("plan");
    private boolean podsLeft;

    Case guarded() {
      metadata.withFinalizers(List.of(Guarding.FINALIZER));
      return this;
    }

    Case deleted(Instant at) {
      metadata.withDeletionTimestamp(at.toString());
      return this;
    }

    Case suspended() {
      suspended = true;
      return this;
    }

    Case ttl(long seconds) {
      ttl = seconds;
      return this;
    }

    Case unready() {
      planning = new Planning.Unready<>(Reason.PLACE_REFUSED, "spec.x: mend it");
      return this;
    }

    Case podsLeft() {
      podsLeft = true;
      return this;
    }

    Case told(WorkPhase phase, int run) {
      told =
          new TrainingJobStatus(
              phase, run, 1L, null, null, null, null, null, null, null, null, null, null, null,
              null);
      return this;
    }

    Case row(WorkState state) {
      return row(state, state.terminal() ? NOW : null);
    }

    Case row(WorkState state, @Nullable Instant ended) {
      row =
          new Work<>(ID, "ns", "name", 1, state, "plan", "found", "w", "r", NOW, ended, null, NOW);
      return this;
    }

    WorkSeen<String, String> seen() {
      TrainingJob job = new TrainingJob();
      job.setMetadata(metadata.build());
      return new WorkSeen<>(
          job, told, Optional.ofNullable(row), suspended, ttl, planning, podsLeft, NOW);
    }
  }
}
