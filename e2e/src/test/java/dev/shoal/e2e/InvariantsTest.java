package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.e2e.History.AttemptSeen;
import dev.shoal.e2e.History.PodLife;
import dev.shoal.e2e.History.RowChange;
import dev.shoal.e2e.History.RowSeen;
import dev.shoal.e2e.History.StatusSeen;
import dev.shoal.e2e.History.WorkChange;
import dev.shoal.job.JobPhase;
import dev.shoal.work.WorkState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker refuses bad histories, each for its own reason. */
class InvariantsTest {
  private static final Instant T = Instant.parse("2026-11-21T10:00:00Z");
  private static final RowSeen ENDED =
      new RowSeen(1, JobPhase.COMPLETED, T.plusSeconds(60), null, false);

  @Test
  void aGoodHistoryPasses() {
    assertThat(
            Invariants.violations(
                history(
                    List.of(pod("a", 0, 20L, 1), pod("b", 25, 61L, 1)),
                    List.of(
                        status(1, JobPhase.PENDING, null),
                        status(1, JobPhase.RUNNING, null),
                        status(1, JobPhase.COMPLETED, "x")),
                    ENDED,
                    1)))
        .isEmpty();
  }

  @Test
  void aPodThatOutlivesItsJobIsFound() {
    assertOne("I1", history(List.of(pod("a", 0, 300L, 1)), List.of(), ENDED, 1));
    assertOne("I1", history(List.of(pod("a", 0, null, 0)), List.of(), ENDED, 1));
  }

  @Test
  void twoPodsAtOnceAreFound() {
    assertOne(
        "I2", history(List.of(pod("a", 0, 30L, 1), pod("b", 25, 61L, 1)), List.of(), ENDED, 1));
  }

  @Test
  void aMissedDeadlineIsFound() {
    RowSeen late = new RowSeen(1, JobPhase.FAILED, T.plusSeconds(500), T.plusSeconds(60), false);
    assertOne("I3", history(List.of(), List.of(), late, 1));
  }

  @Test
  void twoOpenRunsAreFound() {
    assertOne("I4", history(List.of(), List.of(), ENDED, 2));
  }

  @Test
  void aPhaseThatGoesBackIsFound() {
    List<StatusSeen> back =
        List.of(
            status(1, JobPhase.RUNNING, null),
            status(1, JobPhase.PROVISIONING, null),
            status(1, JobPhase.COMPLETED, null));
    assertOne("I5", history(List.of(), back, ENDED, 1));
  }

  @Test
  void aStatusThatIsNotTheRowsIsFound() {
    assertOne("I5", history(List.of(), List.of(status(1, JobPhase.RUNNING, null)), ENDED, 1));
  }

  @Test
  void aRowThatGoesBackOrChangesItsEndIsFound() {
    assertOne("I5", rows(change("INSERT", JobPhase.RUNNING), change("UPDATE", JobPhase.PENDING)));
    assertOne("I5", rows(change("UPDATE", JobPhase.FAILED), change("UPDATE", JobPhase.COMPLETED)));
  }

  @Test
  void workThatGoesBackOrEndsTwiceIsFound() {
    assertThat(
            Invariants.violations(
                work(WorkState.PENDING, WorkState.RUNNING, WorkState.RUNNING, WorkState.FAILED)))
        .isEmpty();
    assertOne("I5", work(WorkState.RUNNING, WorkState.PENDING));
    assertOne("I5", work(WorkState.FAILED, WorkState.SUCCEEDED));
    assertOne("I5", work(WorkState.SUCCEEDED, WorkState.SUCCEEDED));
  }

  private static History work(WorkState... states) {
    return new History(
        List.of(),
        List.of(),
        List.of(),
        Stream.of(states).map(state -> new WorkChange("w", "UPDATE", 1, state)).toList(),
        Map.of(),
        List.of(),
        Map.of(),
        T.plusSeconds(600));
  }

  @Test
  void aRowThatIsMadeTwiceIsFound() {
    assertOne("I4", rows(change("INSERT", JobPhase.PENDING), change("INSERT", JobPhase.PENDING)));
  }

  @Test
  void aLedgerThatIsNotWhatWasSeenIsFound() {
    assertThat(Invariants.violations(ledger(20.9, false))).isEmpty();
    assertOne("I10", ledger(25, false));
    assertThat(Invariants.violations(ledger(25, true))).isEmpty();
  }

  @Test
  void aSecondReportIsFound() {
    List<StatusSeen> two =
        List.of(status(1, JobPhase.COMPLETED, "x"), status(1, JobPhase.COMPLETED, "y"));
    assertOne("I6", history(List.of(), two, ENDED, 1));
  }

  @Test
  void aSecondDeletionIsFound() {
    assertOne("I7", history(List.of(pod("a", 0, 20L, 2)), List.of(), ENDED, 1));
  }

  private static void assertOne(String invariant, History history) {
    assertThat(Invariants.violations(history)).singleElement().asString().startsWith(invariant);
  }

  private static History history(
      List<PodLife> pods, List<StatusSeen> statuses, RowSeen row, int open) {
    return new History(
        pods,
        statuses,
        List.of(),
        List.of(),
        Map.of("j", row),
        List.of(),
        Map.of("sim-j", open),
        T.plusSeconds(600));
  }

  private static History rows(RowChange... changes) {
    return new History(
        List.of(),
        List.of(),
        List.of(changes),
        List.of(),
        Map.of("j", ENDED),
        List.of(),
        Map.of(),
        T.plusSeconds(600));
  }

  private static RowChange change(String operation, JobPhase phase) {
    return new RowChange("j", T, operation, 1, phase);
  }

  private static History ledger(double gpuSeconds, boolean estimated) {
    return new History(
        List.of(pod("a", 0, 20L, 1)),
        List.of(),
        List.of(),
        List.of(),
        Map.of("j", ENDED),
        List.of(new AttemptSeen("j", "a", 1, gpuSeconds, estimated)),
        Map.of(),
        T.plusSeconds(600));
  }

  private static PodLife pod(String uid, long created, @Nullable Long gone, int deletions) {
    return new PodLife(
        "j",
        uid,
        T.plusSeconds(created),
        T.plusSeconds(created),
        gone == null ? null : T.plusSeconds(gone),
        deletions);
  }

  private static StatusSeen status(int run, JobPhase phase, @Nullable String report) {
    return new StatusSeen("j", T, run, phase, report);
  }
}
