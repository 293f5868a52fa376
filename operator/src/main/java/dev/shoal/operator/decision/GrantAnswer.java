package dev.shoal.operator.decision;

import dev.shoal.job.Artifact;
import dev.shoal.job.JobRow;
import dev.shoal.job.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a grant of a job's artifacts is answered with. Pure. */
public sealed interface GrantAnswer {
  /** Links to these. */
  record Granted(List<Artifact> artifacts) implements GrantAnswer {}

  /** No links now. */
  record NotYet(Decision.Waiting why) implements GrantAnswer {}

  /**
   * Decides.
   *
   * @param row of the job; empty if there is no such job or it has not begun
   * @param wanted names of artifacts; empty for all
   */
  static GrantAnswer of(String job, Optional<JobRow> row, List<String> wanted) {
    if (row.isEmpty()) {
      return notYet(
          Reason.JOB_NOT_FOUND,
          "spec.job: there is no SimulationJob %s here that has begun: see kubectl get simjobs"
              .formatted(job));
    }
    List<Artifact> stored = row.get().artifacts();
    if (stored.isEmpty()) {
      return notYet(
          Reason.ARTIFACTS_MISSING,
          "spec.job: %s is %s and has stored nothing yet: wait for its end"
              .formatted(job, row.get().phase().title()));
    }
    List<String> absent = new ArrayList<>(wanted);
    absent.removeAll(stored.stream().map(Artifact::name).toList());
    if (!absent.isEmpty()) {
      return notYet(
          Reason.ARTIFACTS_MISSING,
          "spec.artifacts: %s has no %s, only: %s"
              .formatted(
                  job,
                  String.join(", ", absent),
                  String.join(", ", stored.stream().map(Artifact::name).sorted().toList())));
    }
    return new Granted(
        stored.stream()
            .filter(artifact -> wanted.isEmpty() || wanted.contains(artifact.name()))
            .toList());
  }

  private static GrantAnswer notYet(Reason reason, String message) {
    return new NotYet(new Decision.Waiting(reason, message));
  }
}
