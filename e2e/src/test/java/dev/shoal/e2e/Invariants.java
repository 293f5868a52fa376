package dev.shoal.e2e;

import dev.shoal.e2e.History.AttemptSeen;
import dev.shoal.e2e.History.PodLife;
import dev.shoal.e2e.History.RowChange;
import dev.shoal.e2e.History.StatusSeen;
import dev.shoal.e2e.History.WorkChange;
import dev.shoal.job.JobPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a recorded history, offline, against the invariants I1 to I7 and I10. */
final class Invariants {
  private static final Duration POD_AFTER_END = Duration.ofMinutes(2);
  private static final Duration AFTER_DEADLINE = Duration.ofMinutes(5);
  private static final double LEDGER_SECONDS = 2;

  private Invariants() {}

  /** What is violated; each line begins with the invariant's number. */
  static List<String> violations(History history) {
    List<String> found = new ArrayList<>();
    noPodAfterTheEnd(history, found);
    onePodAtATime(history, found);
    endedByTheDeadline(history, found);
    oneOpenWorkflow(history, found);
    oneRowAJob(history, found);
    rowNeverGoesBack(history, found);
    workNeverGoesBackAndEndsOnce(history, found);
    statusNeverGoesBack(history, found);
    oneReportARun(history, found);
    oneDeletionAPod(history, found);
    ledgerIsRight(history, found);
    return found;
  }

  private static void noPodAfterTheEnd(History history, List<String> found) {
    for (PodLife pod : history.pods()) {
      History.RowSeen row = history.rows().get(pod.jobId());
      Instant ended = row == null ? null : row.endedAt();
      Instant until = pod.gone() == null ? history.end() : pod.gone();
      if (ended != null
          && row.phase().terminal()
          && Duration.between(ended, until).compareTo(POD_AFTER_END) > 0) {
        found.add("I1 pod " + pod.uid() + " outlived job " + pod.jobId());
      }
    }
  }

  private static void onePodAtATime(History history, List<String> found) {
    Map<String, List<PodLife>> byJob = new HashMap<>();
    history
        .pods()
        .forEach(pod -> byJob.computeIfAbsent(pod.jobId(), id -> new ArrayList<>()).add(pod));
    byJob.forEach(
        (job, pods) -> {
          pods.sort(Comparator.comparing(PodLife::created));
          for (int i = 1; i < pods.size(); i++) {
            Instant gone = pods.get(i - 1).gone();
            if (gone == null || gone.isAfter(pods.get(i).created())) {
              found.add("I2 job " + job + " had two pods at once");
            }
          }
        });
  }

  private static void endedByTheDeadline(History history, List<String> found) {
    history
        .rows()
        .forEach(
            (job, row) -> {
              Instant end = row.endedAt() == null ? history.end() : row.endedAt();
              if (row.deadline() != null && end.isAfter(row.deadline().plus(AFTER_DEADLINE))) {
                found.add("I3 job " + job + " did not end by its deadline");
              }
            });
  }

  private static void oneOpenWorkflow(History history, List<String> found) {
    history
        .openWorkflows()
        .forEach(
            (id, open) -> {
              if (open > 1) {
                found.add("I4 workflow " + id + " has " + open + " open runs");
              }
            });
  }

  /** A row that somebody deleted may be made once more, for the next run. */
  private static void oneRowAJob(History history, List<String> found) {
    Map<String, RowChange> last = new HashMap<>();
    for (RowChange change : history.changes()) {
      RowChange before = last.put(change.jobId(), change);
      if (before != null
          && change.operation().equals("INSERT")
          && !(before.operation().equals("DELETE") && change.run() > before.run())) {
        found.add("I4 job " + change.jobId() + " had its row made twice");
      }
    }
  }

  private static void rowNeverGoesBack(History history, List<String> found) {
    Map<String, RowChange> last = new HashMap<>();
    for (RowChange change : history.changes()) {
      RowChange before = last.put(change.jobId(), change);
      if (before == null) {
        continue;
      }
      int from = place(before.run(), before.phase());
      int to = place(change.run(), change.phase());
      boolean otherEnd = from == to && before.phase() != change.phase();
      if (to < from || otherEnd) {
        found.add(
            "I5 the row of job %s went from %d/%s to %d/%s"
                .formatted(
                    change.jobId(), before.run(), before.phase(), change.run(), change.phase()));
      }
    }
  }

  private static void workNeverGoesBackAndEndsOnce(History history, List<String> found) {
    Map<String, WorkChange> last = new HashMap<>();
    for (WorkChange change : history.work()) {
      WorkChange before = last.put(change.id(), change);
      if (before == null || change.operation().equals("DELETE")) {
        continue;
      }
      boolean back =
          change.run() < before.run()
              || (change.run() == before.run()
                  && (change.state().compareTo(before.state()) < 0 || before.state().terminal()));
      if (back) {
        found.add(
            "I5 the row of work %s went from %d/%s to %d/%s"
                .formatted(
                    change.id(), before.run(), before.state(), change.run(), change.state()));
      }
    }
  }

  private static void statusNeverGoesBack(History history, List<String> found) {
    Map<String, StatusSeen> last = new HashMap<>();
    for (StatusSeen seen : history.statuses()) {
      StatusSeen before = last.put(seen.jobId(), seen);
      if (before != null && place(seen.run(), seen.phase()) < place(before.run(), before.phase())) {
        found.add(
            "I5 job %s went from %d/%s back to %d/%s"
                .formatted(seen.jobId(), before.run(), before.phase(), seen.run(), seen.phase()));
      }
    }
    last.forEach(
        (job, seen) -> {
          History.RowSeen row = history.rows().get(job);
          if (row != null
              && !row.resourceGone()
              && place(row.run(), row.phase()) != place(seen.run(), seen.phase())) {
            found.add(
                "I5 job %s is %s in its row and %s in its status"
                    .formatted(job, row.phase(), seen.phase()));
          }
        });
  }

  private static int place(int run, JobPhase phase) {
    return 10 * run + phase.rank();
  }

  private static void oneReportARun(History history, List<String> found) {
    Map<String, Set<String>> reports = new HashMap<>();
    for (StatusSeen seen : history.statuses()) {
      if (seen.reportSha256() != null) {
        reports
            .computeIfAbsent(seen.jobId() + "/" + seen.run(), key -> new HashSet<>())
            .add(seen.reportSha256());
      }
    }
    reports.forEach(
        (run, digests) -> {
          if (digests.size() > 1) {
            found.add("I6 run " + run + " has had several reports");
          }
        });
  }

  /** What users pay for is what the API server saw, unless the ledger says that it guessed. */
  private static void ledgerIsRight(History history, List<String> found) {
    Map<String, PodLife> pods = new HashMap<>();
    history.pods().forEach(pod -> pods.put(pod.uid(), pod));
    for (AttemptSeen attempt : history.ledger()) {
      PodLife pod = pods.get(attempt.podUid());
      Double told = attempt.gpuSeconds();
      if (pod == null || pod.gone() == null || told == null || attempt.estimated()) {
        continue;
      }
      double seen =
          pod.bound() == null
              ? 0
              : attempt.gpus() * Duration.between(pod.bound(), pod.gone()).toMillis() / 1e3;
      if (Math.abs(seen - told) > LEDGER_SECONDS * Math.max(1, attempt.gpus())) {
        found.add(
            "I10 pod %s held its GPUs for %.1f s, the ledger says %.1f s"
                .formatted(attempt.podUid(), seen, told));
      }
    }
  }

  private static void oneDeletionAPod(History history, List<String> found) {
    for (PodLife pod : history.pods()) {
      if (pod.gone() != null && pod.deletions() != 1) {
        found.add("I7 pod " + pod.uid() + " was deleted " + pod.deletions() + " times");
      }
    }
  }
}
