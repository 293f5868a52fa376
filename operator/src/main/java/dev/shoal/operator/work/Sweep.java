package dev.shoal.operator.work;

import dev.shoal.operator.temporal.JobWorkflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what nobody tells of: runs whose workflow is gone, and pods whose run has ended. A workflow
 * counts as gone only after two looks of its own, some time apart; a list alone proves nothing.
 */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private final List<Runs> kinds;
  private final JobWorkflows workflows;
  private final Duration lostAfter;
  private final Clock clock;
  private final Map<String, Instant> missedSince = new HashMap<>();

  /**
   * Of several kinds.
   *
   * @param lostAfter time between the two looks that a lost workflow needs
   */
  public Sweep(List<Runs> kinds, JobWorkflows workflows, Duration lostAfter, Clock clock) {
    this.kinds = kinds;
    this.workflows = workflows;
    this.lostAfter = lostAfter;
    this.clock = clock;
  }

  private record OfKind(Runs kind, Runs.Open run) {}

  /** Looks once. */
  public void sweep() {
    kinds.forEach(Runs::reapLeftovers);
    List<OfKind> open =
        kinds.stream()
            .flatMap(kind -> kind.open().stream().map(run -> new OfKind(kind, run)))
            .toList();
    if (open.isEmpty()) {
      missedSince.clear();
      return;
    }
    Set<String> listed = workflows.listedOpen();
    missedSince.keySet().retainAll(open.stream().map(one -> one.run().id()).toList());
    for (OfKind one : open) {
      if (one.run().workflows().stream().anyMatch(listed::contains)) {
        missedSince.remove(one.run().id());
      } else {
        look(one.kind(), one.run());
      }
    }
  }

  private void look(Runs kind, Runs.Open run) {
    if (run.workflows().stream().anyMatch(workflows::isOpen)) {
      missedSince.remove(run.id());
      return;
    }
    Instant now = clock.instant();
    Instant since = missedSince.computeIfAbsent(run.id(), id -> now);
    if (Duration.between(since, now).compareTo(lostAfter) < 0) {
      return;
    }
    missedSince.remove(run.id());
    LOG.warn("{}/{} has lost its workflow", run.namespace(), run.name());
    kind.lost(
        run,
        "the workflow %s is gone without having ended the job: it was terminated, timed out or deleted"
            .formatted(run.workflows().getFirst()),
        now);
  }
}
