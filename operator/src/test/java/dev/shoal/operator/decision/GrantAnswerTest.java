package dev.shoal.operator.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.Artifact;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import java.time.Instant;
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
                "spec.job: j is Running and has stored nothing yet: wait for its end"));
  }

  @Test
  void aJobThatIsNotThereIsNamed() {
    assertThat(GrantAnswer.of("j", Optional.empty(), List.of()))
        .isEqualTo(
            notYet(
                Reason.JOB_NOT_FOUND,
                "spec.job: there is no SimulationJob j here that has begun: see kubectl get"
                    + " simjobs"));
  }

  private static GrantAnswer answer(List<Artifact> stored, String... wanted) {
    JobRow row = SamplePlan.row(1, JobPhase.RUNNING, Instant.EPOCH, Instant.EPOCH, stored);
    return GrantAnswer.of("j", Optional.of(row), List.of(wanted));
  }

  private static GrantAnswer notYet(Reason reason, String message) {
    return new GrantAnswer.NotYet(new Decision.Waiting(reason, message));
  }
}
