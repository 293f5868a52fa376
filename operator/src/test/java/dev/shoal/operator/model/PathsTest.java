package dev.shoal.operator.model;

import static dev.shoal.job.JobPhase.COMPLETED;
import static dev.shoal.job.JobPhase.DRAFT;
import static dev.shoal.job.JobPhase.FAILED;
import static dev.shoal.job.JobPhase.PENDING;
import static dev.shoal.job.JobPhase.PROVISIONING;
import static dev.shoal.job.JobPhase.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.operator.model.Paths.PodStep;
import dev.shoal.operator.model.Paths.RowStep;
import dev.shoal.operator.model.Paths.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathsTest {
  private static final RowStep ACCEPTED = new RowStep(1, PENDING);
  private static final RowStep PROVIDED = new RowStep(1, PROVISIONING);
  private static final RowStep RUNS = new RowStep(1, RUNNING);
  private static final PodStep POD = new PodStep(1, false);
  private static final PodStep GONE = new PodStep(1, true);
  private static final PodStep SECOND = new PodStep(2, false);
  private static final PodStep SECOND_GONE = new PodStep(2, true);

  static Stream<Seen> real() {
    RowStep done = new RowStep(1, COMPLETED);
    RowStep failed = new RowStep(1, FAILED);
    return Stream.of(
        new Seen(List.of(ACCEPTED, PROVIDED, RUNS, done), List.of(POD, GONE), false),
        new Seen(List.of(ACCEPTED, PROVIDED, RUNS, done), List.of(POD, GONE), true),
        new Seen(
            List.of(ACCEPTED, PROVIDED, RUNS, done),
            List.of(POD, GONE, SECOND, SECOND_GONE),
            false),
        new Seen(List.of(ACCEPTED, PROVIDED, failed), List.of(POD, GONE), false),
        new Seen(List.of(), List.of(), true),
        new Seen(
            List.of(
                ACCEPTED,
                PROVIDED,
                RUNS,
                new RowStep(2, DRAFT),
                new RowStep(2, PENDING),
                new RowStep(2, PROVISIONING),
                new RowStep(2, RUNNING),
                new RowStep(2, COMPLETED)),
            List.of(POD, GONE, SECOND, SECOND_GONE),
            false));
  }

  @ParameterizedTest
  @MethodSource("real")
  void whatJobsDoIsAPath(Seen seen) {
    assertThat(new Paths().explain(seen)).isTrue();
  }

  @Test
  void twoPodsAtOnceAreNone() {
    Seen seen =
        new Seen(List.of(ACCEPTED, PROVIDED, RUNS), List.of(POD, SECOND, GONE, SECOND_GONE), false);
    assertThat(new Paths().explain(seen)).isFalse();
  }

  @Test
  void aPodWithoutARowIsNone() {
    assertThat(new Paths().explain(new Seen(List.of(), List.of(POD, GONE), false))).isFalse();
  }

  @Test
  void aPhaseThatGoesBackIsNone() {
    Seen seen = new Seen(List.of(ACCEPTED, RUNS, PROVIDED), List.of(POD, GONE), false);
    assertThat(new Paths().explain(seen)).isFalse();
  }
}
