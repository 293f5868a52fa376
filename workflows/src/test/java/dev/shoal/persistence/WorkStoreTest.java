package dev.shoal.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.job.Reason;
import dev.shoal.work.NewWork;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL. */
class WorkStoreTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  /** A kind's plan. */
  record Plan(String what) {}

  /** A kind's findings, of which a note may leave some out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(@Nullable String step, @Nullable Integer count) {}

  @RegisterExtension static final RealPostgres POSTGRES = new RealPostgres();

  private final Database database = POSTGRES.database();
  private final WorkStore<Plan, Found> store =
      new WorkStore<>(database.jdbi(), "Sample", Plan.class, Found.class);
  private final String id = UUID.randomUUID().toString();

  @Test
  void aRunGoesFromPendingToItsEnd() {
    admit("this");
    assertThat(row().state()).isEqualTo(WorkState.PENDING);
    assertThat(row().plan()).isEqualTo(new Plan("this"));
    assertThat(row().workflowRunId()).isEqualTo("run-1");
    assertThat(store.begin(id, 1)).isTrue();
    assertThat(store.begin(id, 1)).as("again, after a worker's end").isTrue();
    store.note(id, 1, new Found("one", null));
    store.note(id, 1, new Found(null, 5));
    assertThat(row().findings()).isEqualTo(new Found("one", 5));
    assertThat(store.open()).extracting(Work::id).contains(id);
    store.succeed(id, 1, START);
    assertThat(row().state()).isEqualTo(WorkState.SUCCEEDED);
    assertThat(store.open()).extracting(Work::id).doesNotContain(id);
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    admit("this");
    assertThat(store.fail(id, 1, Reason.STEP_FAILED, "why", START)).isTrue();
    assertThat(store.begin(id, 1)).isFalse();
    assertThat(store.suspend(id, 1)).isFalse();
    assertThat(store.fail(id, 1, Reason.CANCELLED, "late", START)).isFalse();
    store.succeed(id, 1, START);
    store.note(id, 1, new Found("late", null));
    admit("another");
    assertThat(row().state()).isEqualTo(WorkState.FAILED);
    assertThat(row().failure()).isEqualTo(new Work.Failure(Reason.STEP_FAILED, "why"));
    assertThat(row().plan()).isEqualTo(new Plan("this"));
    assertThat(row().findings()).isEqualTo(new Found(null, null));
  }

  @Test
  void whatIsSuspendedStartsAnewAsTheNextRun() {
    admit("first");
    store.note(id, 1, new Found("one", 5));
    assertThat(store.suspend(id, 1)).isTrue();
    assertThat(row().run()).isEqualTo(2);
    assertThat(row().findings()).isEqualTo(new Found(null, null));
    admit("second");
    assertThat(row().state()).isEqualTo(WorkState.PENDING);
    assertThat(row().plan()).isEqualTo(new Plan("second"));
    assertThat(row().workflowRunId()).isEqualTo("run-2");
    store.note(id, 1, new Found("of the run before", null));
    assertThat(row().findings().step()).isNull();
    assertThat(store.fail(id, 1, Reason.CANCELLED, "of the run before", START)).isFalse();
  }

  @Test
  void aRowThatWasLostCountsOn() {
    store.admit(work("this", 3), "w", run -> "run-" + run);
    assertThat(row().run()).isEqualTo(3);
  }

  @Test
  void aStartThatFailsLeavesNoRow() {
    assertThatThrownBy(
            () ->
                store.admit(
                    work("this", 1),
                    "w",
                    run -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessageContaining("away");
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void kindsDoNotSeeEachOther() {
    admit("this");
    assertThat(new WorkStore<>(database.jdbi(), "Other", Plan.class, Found.class).find(id))
        .isEmpty();
  }

  @Test
  void everyChangeIsToldOnTheChannelOfItsKind() throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    BlockingQueue<String> listening = new LinkedBlockingQueue<>();
    RowListener listener =
        new RowListener(
            database,
            "shoal_sample",
            new RowListener.Handler() {
              @Override
              public void changed(String namespace, String name) {
                told.add(namespace + "/" + name);
              }

              @Override
              public void resync() {
                listening.add("yes");
              }
            });
    listener.start();
    try (listener) {
      assertThat(listening.poll(30, TimeUnit.SECONDS)).isNotNull();
      admit("this");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("ns/" + id);
    }
  }

  private void admit(String what) {
    store.admit(work(what, 1), "w", run -> "run-" + run);
  }

  private NewWork<Plan> work(String what, int firstRun) {
    return new NewWork<>(id, "ns", id, firstRun, new Plan(what), START);
  }

  private Work<Plan, Found> row() {
    return store.get(id);
  }
}
