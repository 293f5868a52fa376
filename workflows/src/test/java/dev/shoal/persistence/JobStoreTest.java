package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.job.Artifact;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import dev.shoal.job.JobPlan;
import dev.shoal.job.JobRow;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import dev.shoal.job.SamplePlans;
import dev.shoal.persistence.JobAdmission.Admission;
import dev.shoal.report.Report;
import dev.shoal.report.SampleRun;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real PostgreSQL. */
class JobStoreTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private static final Report REPORT =
      new Report("# Report", SampleRun.structured("insight"), "built-in");

  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final Database database = POSTGRES.database();
  private final JobStore jobs = new JobStore(database.jdbi());
  private final AttemptStore attempts = new AttemptStore(database.jdbi());
  private final JobAdmission admission = new JobAdmission(database.jdbi());
  private final String id = UUID.randomUUID().toString();

  @Test
  void aMigratedDatabaseIsLeftAsItIs() {
    assertThatCode(database::migrate).doesNotThrowAnyException();
  }

  @Test
  void rowAndWorkflowComeTogether() {
    Admission admitted =
        admission.admit(job(id, id), (run, attempt) -> "run-" + run + "-" + attempt);
    assertThat(admitted).isInstanceOf(Admission.Started.class);
    JobRow row = jobs.get(id);
    assertThat(row.phase()).isEqualTo(JobPhase.PENDING);
    assertThat(row.workflowId()).isEqualTo("sim-" + id);
    assertThat(row.workflowRunId()).isEqualTo("run-1-1");
    assertThat(row.plan()).isEqualTo(job(id, id).plan());
  }

  @Test
  void aStartThatFailsLeavesNoRow() {
    assertThatThrownBy(
            () ->
                admission.admit(
                    job(id, id),
                    (run, attempt) -> {
                      throw new IllegalStateException("away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(jobs.find(id)).isEmpty();
  }

  @Test
  void anEndedRunIsFollowedByAnotherOnceForEachNonce() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    assertThat(jobs.rerun(id, 1, "again", false)).isFalse();
    attempts.open(id, 1, 1, 1, START);
    jobs.fail(id, 1, Reason.BAD_HOST, "no", START);
    assertThat(jobs.rerun(id, 1, "again", false)).isTrue();
    assertThat(jobs.rerun(id, 1, "again", false)).isFalse();
    JobRow row = jobs.get(id);
    assertThat(row.run()).isEqualTo(2);
    assertThat(row.phase()).isEqualTo(JobPhase.DRAFT);
    assertThat(row.failure()).isNull();
    assertThat(row.completedAt()).isNull();
    assertThat(row.rerun()).isEqualTo(new JobRow.Rerun("again", 2, null));
  }

  @Test
  void aRerunOfTheReportKeepsWhatItIsAbout() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    attempts.open(id, 1, 1, 1, START);
    jobs.finishSimulation(
        id,
        1,
        new RunResults(
            List.of(
                new Artifact("manifest.json", "k/manifest.json", 1, "0"),
                new Artifact("report.md", "k/report.md", 1, "0")),
            "[]",
            "{}",
            "{}",
            List.of(),
            1,
            2));
    jobs.fail(id, 1, Reason.REPORT_FAILED, "no", START);
    jobs.rerun(id, 1, "again", true);
    JobRow row = jobs.get(id);
    assertThat(row.simDataAvailable()).isTrue();
    assertThat(row.artifacts()).extracting(Artifact::name).containsExactly("manifest.json");
    assertThat(row.rerun()).isEqualTo(new JobRow.Rerun("again", 1, 1));
  }

  @Test
  void theSameAgainStartsNothing() {
    admission.admit(job(id, id), (run, attempt) -> "first");
    Admission again =
        admission.admit(
            job(id, id),
            (run, attempt) -> {
              throw new AssertionError("started twice");
            });
    assertThat(again).isInstanceOf(Admission.AlreadyThere.class);
  }

  @Test
  void aTwinInFlightIsRefusedAndSaysWhich() {
    String hash = "twin-" + id;
    admission.admit(job(id, hash), (run, attempt) -> "first");
    String other = UUID.randomUUID().toString();
    assertThat(admission.admit(job(other, hash), (run, attempt) -> "second"))
        .isEqualTo(new Admission.Duplicate("name-" + id));
    assertThat(jobs.get(other).failure().reason()).isEqualTo(Reason.DUPLICATE_SUBMISSION);
    jobs.fail(id, 1, Reason.CANCELLED, "over", START);
    String third = UUID.randomUUID().toString();
    assertThat(admission.admit(job(third, hash), (run, attempt) -> "third"))
        .isInstanceOf(Admission.Started.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"DRAFT", "PENDING", "PROVISIONING", "RUNNING"})
  void phaseNeverGoesBack(JobPhase earlier) {
    admission.admit(job(id, id), (run, attempt) -> "w");
    assertThat(jobs.advance(id, 1, JobPhase.RUNNING)).isTrue();
    assertThat(jobs.advance(id, 1, earlier)).isFalse();
    assertThat(jobs.get(id).phase()).isEqualTo(JobPhase.RUNNING);
  }

  @Test
  void anEndIsForEver() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    assertThat(jobs.fail(id, 1, Reason.BAD_HOST, "first", START)).isTrue();
    assertThat(jobs.fail(id, 1, Reason.CANCELLED, "second", START)).isFalse();
    assertThat(jobs.complete(id, 1, REPORT, List.of(), START)).isFalse();
    assertThat(jobs.suspend(id, 1)).isFalse();
    assertThat(jobs.get(id).failure().message()).isEqualTo("first");
  }

  @Test
  void aReportWaitsInItsRowUntilItsFilesAreStored() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    assertThat(jobs.unstoredReport(id, 1)).isEmpty();
    assertThat(jobs.complete(id, 1, REPORT, List.of(), START)).isTrue();
    assertThat(jobs.unstoredReport(id, 1)).contains(REPORT);
    jobs.saveReportFiles(id, 1, List.of(new Artifact("report.md", "k", 8, "00")));
    jobs.saveReportFiles(id, 1, List.of(new Artifact("report.md", "k", 8, "00")));
    assertThat(jobs.unstoredReport(id, 1)).isEmpty();
    assertThat(jobs.get(id).artifacts()).hasSize(1);
  }

  @Test
  void anotherRunsWritesAreFencedOff() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    attempts.open(id, 1, 1, 1, START);
    assertThat(jobs.suspend(id, 1)).isTrue();
    assertThat(jobs.get(id).phase()).isEqualTo(JobPhase.DRAFT);
    assertThat(jobs.advance(id, 1, JobPhase.RUNNING)).isFalse();
    admission.admit(job(id, id), (run, attempt) -> "run-" + run + "-" + attempt);
    JobRow resumed = jobs.get(id);
    assertThat(resumed.run()).isEqualTo(2);
    assertThat(resumed.workflowRunId()).isEqualTo("run-2-2");
    assertThat(jobs.fail(id, 1, Reason.CANCELLED, "late", START)).isFalse();
  }

  @Test
  void theLedgerTellsWhatAPodWaitsForUntilItHasANode() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    attempts.open(id, 1, 1, 2, START);
    attempts.waits(id, 1, "a queue holds it");
    attempts.waits(id, 1, "no node has room");
    attempts.bound(id, 1, "node", START.plusSeconds(2));
    attempts.waits(id, 1, "late news");
    assertThat(attempts.of(id)).extracting(Attempt::waiting).containsExactly("no node has room");
  }

  @Test
  void theLedgerCountsGpuSecondsFromBoundToGone() {
    admission.admit(job(id, id), (run, attempt) -> "w");
    attempts.open(id, 1, 1, 2, START);
    attempts.created(id, 1, "pod-uid", START.plusSeconds(1));
    attempts.bound(id, 1, "node", START.plusSeconds(2));
    attempts.bound(id, 1, "other", START.plusSeconds(50));
    attempts.gone(id, 1, START.plusSeconds(12), true);
    attempts.gone(id, 1, START.plusSeconds(99), true);
    assertThat(attempts.of(id))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.gpuSeconds()).isCloseTo(20, within(1e-9));
              assertThat(attempt.node()).isEqualTo("node");
            });
  }

  @Test
  void changesAreHeard() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    RowListener listener =
        new RowListener(
            database,
            "shoal_jobs",
            new RowListener.Handler() {
              @Override
              public void changed(String namespace, String name) {
                heard.add(namespace + "/" + name);
              }

              @Override
              public void resync() {
                heard.add("resync");
              }
            });
    listener.start();
    try {
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("resync");
      admission.admit(job(id, id), (run, attempt) -> "w");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("ns/name-" + id);
    } finally {
      listener.close();
    }
  }

  private static NewJob job(String id, String hash) {
    JobPlan plan = SamplePlans.plan();
    return new NewJob(
        id, "ns", "name-" + id, hash, plan, "seed", START, null, null, NewJob.Before.NOTHING);
  }
}
