package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.operator.decision.Builds.Step;
import dev.shoal.operator.decision.Builds.Use;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildsTest {
  @Test
  void aBuildBecomesCurrentOnceItsWorkersPoll() {
    assertThat(builds("one", null, Map.of(), Set.of()).decide()).isEmpty();
    assertThat(builds("one", null, Map.of("one", Use.NONE), Set.of()).decide())
        .containsExactly(new Step.MakeCurrent("one"));
    assertThat(builds("one", "one", Map.of("one", Use.RUNNING), Set.of()).decide()).isEmpty();
  }

  @Test
  void nothingChangesForEarlierBuildsUntilNewJobsBeginOnTheWanted() {
    Map<String, Use> known = Map.of("one", Use.RUNNING, "two", Use.NONE, "zero", Use.ENDED);
    assertThat(builds("two", "one", known, Set.of("zero")).decide())
        .containsExactly(new Step.MakeCurrent("two"));
  }

  @Test
  void anEarlierBuildIsKeptWhileJobsRunOnIt() {
    Map<String, Use> running = Map.of("one", Use.RUNNING, "two", Use.RUNNING);
    assertThat(builds("two", "two", running, Set.of()).decide())
        .containsExactly(new Step.Keep("one"));
    assertThat(builds("two", "two", running, Set.of("one")).decide()).isEmpty();
    Map<String, Use> ended = Map.of("one", Use.ENDED, "two", Use.RUNNING);
    assertThat(builds("two", "two", ended, Set.of("one")).decide())
        .containsExactly(new Step.Remove("one"));
  }

  @Test
  void theJobsOfABuildThatNothingIsLeftOfGoOn() {
    Map<String, Use> known = Map.of("lost", Use.RUNNING, "two", Use.RUNNING);
    assertThat(builds("two", "two", known, Set.of()).decide())
        .containsExactly(new Step.MoveJobs("lost"));
  }

  @Test
  void theJobsOfABuildWhoseWorkersDoNotComeUpGoOn() {
    Builds builds =
        new Builds(
            "two",
            Optional.of("two"),
            Map.of("one", Use.RUNNING, "two", Use.RUNNING),
            Set.of("one", "two"),
            Set.of("one"),
            Set.of("one"));
    assertThat(builds.decide()).containsExactly(new Step.MoveJobs("one"));
  }

  @Test
  void rollingBackTakesTheKeptWorkersOfTheBuildAway() {
    Map<String, Use> known = Map.of("one", Use.RUNNING, "two", Use.RUNNING);
    assertThat(builds("one", "one", known, Set.of("one")).decide())
        .containsExactly(new Step.Keep("two"), new Step.Remove("one"));
  }

  @Test
  void workersThatTemporalNoLongerKnowsOfGo() {
    assertThat(builds("two", "two", Map.of("two", Use.RUNNING), Set.of("one")).decide())
        .containsExactly(new Step.Remove("one"));
  }

  /** Templates are there of builds one and two. */
  private static Builds builds(
      String wanted, String current, Map<String, Use> known, Set<String> kept) {
    return new Builds(
        wanted, Optional.ofNullable(current), known, Set.of("one", "two"), kept, Set.of());
  }
}
