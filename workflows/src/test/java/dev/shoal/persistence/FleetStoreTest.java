package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.JobPhase;
import dev.shoal.job.NewJob;
import dev.shoal.job.Reason;
import dev.shoal.job.SamplePlans;
import dev.shoal.persistence.FleetStore.Gpus;
import dev.shoal.persistence.FleetStore.Use;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL. */
class FleetStoreTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private EmbeddedPostgres postgres;
  private Database database;
  private FleetStore fleet;
  private JobStore jobs;
  private AttemptStore attempts;
  private String tier;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    database =
        Database.open("postgresql://postgres:x@127.0.0.1:" + postgres.getPort() + "/postgres", 2);
    database.migrate();
    fleet = new FleetStore(database.jdbi());
    jobs = new JobStore(database.jdbi());
    attempts = new AttemptStore(database.jdbi());
    tier = SamplePlans.plan().tier().name();
  }

  @AfterEach
  void stop() throws IOException {
    database.close();
    postgres.close();
  }

  @Test
  void jobsThatEndedAreNotCounted() {
    admitted();
    admitted();
    jobs.fail(admitted(), 1, Reason.BAD_HOST, "no", START);
    assertThat(fleet.jobs())
        .singleElement()
        .satisfies(
            pending -> {
              assertThat(pending.tier()).isEqualTo(tier);
              assertThat(pending.phase()).isEqualTo("pending");
              assertThat(pending.count()).isEqualTo(2);
              assertThat(pending.quiet().isNegative()).isFalse();
            });
  }

  @Test
  void gpusAreCountedByWhatTheyDoUntilTheirPodIsGone() {
    String job = admitted();
    assertThat(fleet.gpus()).isEmpty();
    attempts.open(job, 1, 1, 2, START);
    assertThat(fleet.gpus()).containsExactly(new Gpus(tier, Use.QUEUED, 2));
    attempts.bound(job, 1, "node", START);
    assertThat(fleet.gpus()).containsExactly(new Gpus(tier, Use.STARTING, 2));
    attempts.running(job, 1, START);
    jobs.advance(job, 1, JobPhase.RUNNING);
    assertThat(fleet.gpus()).containsExactly(new Gpus(tier, Use.RUNNING, 2));
    jobs.fail(job, 1, Reason.BAD_HOST, "no", START);
    assertThat(fleet.gpus()).containsExactly(new Gpus(tier, Use.ENDING, 2));
    attempts.gone(job, 1, START.plusSeconds(9), true);
    assertThat(fleet.gpus()).isEmpty();
  }

  private String admitted() {
    String id = UUID.randomUUID().toString();
    NewJob job =
        new NewJob(
            id, "ns", id, id, SamplePlans.plan(), "seed", START, null, null, NewJob.Before.NOTHING);
    new JobAdmission(database.jdbi()).admit(job, (run, attempt) -> "w");
    return id;
  }
}
