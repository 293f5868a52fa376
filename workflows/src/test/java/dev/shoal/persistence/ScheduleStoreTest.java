package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.persistence.ScheduleStore.Start;
import dev.shoal.schedule.Outcome;
import dev.shoal.schedule.ScheduleRef;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL. */
class ScheduleStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final Database database = POSTGRES.database();
  private final ScheduleStore store = new ScheduleStore(database.jdbi());
  private final ScheduleRef schedule =
      new ScheduleRef(UUID.randomUUID().toString(), "ns", "nightly");

  @Test
  void theNewestStartIsTheOneThatWasDueLast() {
    keep(60, Outcome.STARTED);
    keep(0, Outcome.TOO_LATE);
    assertThat(store.newest(schedule.id())).contains(start(60, Outcome.STARTED));
    assertThat(store.outcome(schedule.id(), NOON)).contains(Outcome.TOO_LATE);
  }

  @Test
  void theFirstWordAboutAStartCounts() {
    keep(0, Outcome.STARTED);
    keep(0, Outcome.EARLIER_ONE_RUNS);
    assertThat(store.newest(schedule.id())).contains(start(0, Outcome.STARTED));
  }

  @Test
  void aHundredAreKept() {
    for (int i = 0; i < 120; i++) {
      keep(60 * i, Outcome.STARTED);
    }
    assertThat(store.outcome(schedule.id(), NOON.plusSeconds(60 * 19))).isEmpty();
    assertThat(store.outcome(schedule.id(), NOON.plusSeconds(60 * 20))).isPresent();
  }

  private void keep(int secondsLater, Outcome outcome) {
    store.keep(schedule, start(secondsLater, outcome));
  }

  private static Start start(int secondsLater, Outcome outcome) {
    return new Start(NOON.plusSeconds(secondsLater), "child", outcome, "");
  }
}
