package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.Artifact;
import dev.shoal.job.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantAnswerTest {
  private static final Artifact CHAT = new Artifact("chat_log.json", "k/chat", 1, "a");
  private static final Artifact REPORT = new Artifact("report.md", "k/report", 2, "b");

  @Test
  void allThatIsStoredIsGranted() {
    assertThat(answer(List.of(CHAT, REPORT)))
        .isEqualTo(new GrantAnswer.Granted(List.of(CHAT, REPORT)));
  }

  @Test
  void onlyWhatIsNamedIsGranted() {
    assertThat(answer(List.of(CHAT, REPORT), "report.md"))
        .isEqualTo(new GrantAnswer.Granted(List.of(REPORT)));
  }

  @Test
  void whatIsNotStoredIsNamedWithWhatIs() {
    assertThat(answer(List.of(REPORT, CHAT), "report.md", "diary"))
        .isEqualTo(
            notYet(
                Reason.ARTIFACTS_MISSING,
                "spec.artifacts: j has no diary, only: chat_log.json, report.md"));
  }

  @Test
  void aJobThatHasStoredNothingIsWaitedFor() {
    assertThat(answer(List.of()))
        .isEqualTo(
            notYet(
                Reason.ARTIFACTS_MISSING,
                "spec.name: j is Running and has stored nothing yet: wait for its end"));
  }

  @Test
  void aJobThatIsNotThereIsNamed() {
    assertThat(GrantAnswer.to(wish(), Optional.empty()))
        .isEqualTo(
            notYet(
                Reason.JOB_NOT_FOUND,
                "spec.name: there is no SimulationJob j in this namespace that has begun"));
  }

  private static GrantAnswer answer(List<Artifact> stored, String... wanted) {
    return GrantAnswer.to(wish(wanted), Optional.of(new GrantAnswer.Stored("Running", stored)));
  }

  private static GrantAnswer.Wish wish(String... wanted) {
    return new GrantAnswer.Wish("SimulationJob", "j", List.of(wanted));
  }

  private static GrantAnswer notYet(Reason reason, String message) {
    return new GrantAnswer.NotYet(new Decision.Waiting(reason, message));
  }
}
