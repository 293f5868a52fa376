package dev.shoal.operator.work;

import dev.shoal.job.Reason;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.WorkStore;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of a kind whose row is work. */
public final class WorkRuns implements Runs {
  private final Workload<?, ?, ?, ?> workload;
  private final WorkStore<?, ?> store;
  private final Duration stopWait;
  private final Clock clock;

  /**
   * Of a kind.
   *
   * @param stopWait time that a run's own teardown has
   */
  public WorkRuns(
      Workload<?, ?, ?, ?> workload, Database database, Duration stopWait, Clock clock) {
    this.workload = workload;
    this.store =
        new WorkStore<>(database.jdbi(), workload.kind(), workload.plan(), workload.findings());
    this.stopWait = stopWait;
    this.clock = clock;
  }

  @Override
  public List<Open> open() {
    return store.open().stream()
        .map(
            row ->
                new Open(
                    row.id(),
                    row.namespace(),
                    row.name(),
                    row.run(),
                    List.of(workload.workflowId(row.id()))))
        .toList();
  }

  @Override
  public void lost(Open run, String message, Instant now) {
    if (store.fail(run.id(), run.run(), Reason.ENGINE_LOST, message, now)) {
      workload.holdings().reap(run.namespace(), run.id());
    }
  }

  @Override
  public void reapLeftovers() {
    for (Holdings.Held held : workload.holdings().all()) {
      if (mayGo(store.find(held.id()), held)) {
        workload.holdings().reap(held.namespace(), held.id());
      }
    }
  }

  /** Its run has ended, is suspended, or has no row, for longer than its own teardown takes. */
  private boolean mayGo(Optional<? extends Work<?, ?>> row, Holdings.Held held) {
    Instant since = row.map(Work::completedAt).orElse(held.since());
    boolean waited = Duration.between(since, clock.instant()).compareTo(stopWait) > 0;
    return waited
        && (row.isEmpty()
            || row.get().state().terminal()
            || row.get().state() == WorkState.SUSPENDED);
  }
}
