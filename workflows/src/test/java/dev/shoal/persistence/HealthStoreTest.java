package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.health.Finding;
import dev.shoal.health.HealthCheck;
import dev.shoal.persistence.HealthStore.Health;
import dev.shoal.persistence.RunEnds.RunEnd;
import dev.shoal.work.NewWork;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL. */
class HealthStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final Database database = POSTGRES.database();
  private final HealthStore store = new HealthStore(database.jdbi());

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM health"));
  }

  @Test
  void whatWasAlwaysWellIsNoNews() {
    found(true, 0);
    found(true, 60);
    assertThat(health().told()).isTrue();
    assertThat(health().changedAt()).isEqualTo(NOON);
    assertThat(health().checkedAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void whatIsWrongAtFirstSightIsNews() {
    found(false, 0);
    assertThat(health().told()).isFalse();
  }

  @Test
  void aChangeIsNewsUntilItWasTold() {
    found(true, 0);
    found(false, 60);
    found(false, 120);
    assertThat(health().told()).isFalse();
    assertThat(health().changedAt()).isEqualTo(NOON.plusSeconds(60));
    store.told(health());
    assertThat(health().told()).isTrue();
    found(false, 180);
    assertThat(health().told()).isTrue();
    found(true, 240);
    assertThat(health().told()).isFalse();
  }

  @Test
  void aChangeThatFollowsIsNotToldWithTheOneBefore() {
    found(true, 0);
    found(false, 60);
    Health wrong = health();
    found(true, 120);
    store.told(wrong);
    assertThat(health().told()).isFalse();
  }

  @Test
  void aLateLookChangesNothing() {
    found(false, 60);
    found(true, 0);
    assertThat(health().healthy()).isFalse();
  }

  @Test
  void runsThatAreOverAreToldFromThoseThatGoOn() {
    WorkStore<String, Object> work =
        new WorkStore<>(database.jdbi(), "Sample", String.class, Object.class);
    String open = admit(work);
    String suspended = admit(work);
    work.suspend(suspended, 1);
    String ended = admit(work);
    work.succeed(ended, 1, NOON);
    var ends =
        new RunEnds(database.jdbi())
            .of(List.of(open, suspended, ended, UUID.randomUUID().toString()));
    assertThat(ends).containsOnlyKeys(open, suspended, ended);
    assertThat(ends.get(open).over()).isFalse();
    assertThat(ends.get(suspended).over()).isTrue();
    assertThat(ends.get(ended)).isEqualTo(new RunEnd(ended, true, NOON));
  }

  private static String admit(WorkStore<String, Object> work) {
    String id = UUID.randomUUID().toString();
    work.admit(new NewWork<>(id, "ns", id, 1, "plan", NOON), "w", run -> "r");
    return id;
  }

  private void found(boolean healthy, int secondsLater) {
    store.keep(
        new Finding(HealthCheck.OBJECT_STORE, healthy, 0, "message"),
        NOON.plusSeconds(secondsLater));
  }

  private Health health() {
    return store.all().getFirst();
  }
}
