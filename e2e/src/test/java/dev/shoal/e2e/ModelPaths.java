package dev.shoal.e2e;

import dev.shoal.e2e.History.PodLife;
import dev.shoal.e2e.History.RowChange;
import dev.shoal.job.JobPhase;
import dev.shoal.operator.model.Paths;
import dev.shoal.operator.model.Paths.PodStep;
import dev.shoal.operator.model.Paths.RowStep;
import dev.shoal.operator.model.Paths.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether what was seen of each job is a path of the model of its lifecycle. */
final class ModelPaths {
  private record Timed(Instant at, PodStep step) {}

  private ModelPaths() {}

  /**
   * Jobs that the model can't explain. What it doesn't know of is left out: reruns, rows that a
   * test deleted, and more fresh pods than it allows; and jobs from before anybody looked.
   */
  static List<String> unexplained(History history, Instant since) {
    List<String> found = new ArrayList<>();
    int explained = 0;
    for (Map.Entry<String, History.RowSeen> job : new TreeMap<>(history.rows()).entrySet()) {
      if (history.changes().stream()
          .anyMatch(change -> change.jobId().equals(job.getKey()) && change.at().isBefore(since))) {
        continue;
      }
      Optional<Seen> seen = seen(history, job.getKey(), job.getValue().resourceGone());
      if (seen.isEmpty()) {
        continue;
      }
      if (new Paths().explain(seen.get())) {
        explained++;
      } else {
        found.add("job " + job.getKey() + " did what no path of the model does: " + seen.get());
      }
    }
    System.out.printf(
        "%d of %d histories are paths of the model%n", explained, history.rows().size());
    return found;
  }

  private static Optional<Seen> seen(History history, String job, boolean deleted) {
    List<RowStep> rows = new ArrayList<>();
    for (RowChange change : history.changes()) {
      if (!change.jobId().equals(job) || change.phase() == JobPhase.REPORTING) {
        continue;
      }
      RowStep step = new RowStep(change.run(), change.phase());
      boolean afterTheEnd = !rows.isEmpty() && rows.getLast().phase().terminal();
      if (change.operation().equals("DELETE") || (afterTheEnd && !rows.getLast().equals(step))) {
        return Optional.empty();
      }
      if (rows.isEmpty() || !rows.getLast().equals(step)) {
        rows.add(step);
      }
    }
    List<PodStep> pods = pods(history, job);
    long runs = rows.stream().mapToInt(RowStep::run).distinct().count();
    boolean known = pods.stream().filter(step -> !step.gone()).count() <= runs + 1;
    return known ? Optional.of(new Seen(rows, pods, deleted)) : Optional.empty();
  }

  private static List<PodStep> pods(History history, String job) {
    List<PodLife> lives =
        history.pods().stream()
            .filter(pod -> pod.jobId().equals(job))
            .sorted(Comparator.comparing(PodLife::created))
            .toList();
    List<Timed> steps = new ArrayList<>();
    for (int number = 1; number <= lives.size(); number++) {
      PodLife life = lives.get(number - 1);
      steps.add(new Timed(life.created(), new PodStep(number, false)));
      if (life.gone() != null) {
        steps.add(new Timed(life.gone(), new PodStep(number, true)));
      }
    }
    return steps.stream().sorted(Comparator.comparing(Timed::at)).map(Timed::step).toList();
  }
}
