package dev.shoal.operator.decision;

import dev.shoal.job.Artifact;
import dev.shoal.job.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a grant is answered with. Pure. */
public sealed interface GrantAnswer {
  /** Links to these. */
  record Granted(List<Artifact> artifacts) implements GrantAnswer {}

  /** No links now. */
  record NotYet(Decision.Waiting why) implements GrantAnswer {}

  /**
   * What somebody wants to read.
   *
   * @param kind of the resource
   * @param artifacts names; empty for all
   */
  record Wish(String kind, String name, List<String> artifacts) {}

  /**
   * What a row says.
   *
   * @param phase as users see it
   */
  record Stored(String phase, List<Artifact> artifacts) {}

  /**
   * Decides.
   *
   * @param stored empty if there is no such resource or it has not begun
   */
  static GrantAnswer to(Wish wish, Optional<Stored> stored) {
    if (stored.isEmpty()) {
      return notYet(
          Reason.JOB_NOT_FOUND,
          "spec.name: there is no %s %s in this namespace that has begun"
              .formatted(wish.kind(), wish.name()));
    }
    List<Artifact> there = stored.get().artifacts();
    if (there.isEmpty()) {
      return notYet(
          Reason.ARTIFACTS_MISSING,
          "spec.name: %s is %s and has stored nothing yet: wait for its end"
              .formatted(wish.name(), stored.get().phase()));
    }
    List<String> absent = new ArrayList<>(wish.artifacts());
    absent.removeAll(there.stream().map(Artifact::name).toList());
    if (!absent.isEmpty()) {
      return notYet(
          Reason.ARTIFACTS_MISSING,
          "spec.artifacts: %s has no %s, only: %s"
              .formatted(
                  wish.name(),
                  String.join(", ", absent),
                  String.join(", ", there.stream().map(Artifact::name).sorted().toList())));
    }
    return new Granted(
        there.stream()
            .filter(one -> wish.artifacts().isEmpty() || wish.artifacts().contains(one.name()))
            .toList());
  }

  private static GrantAnswer notYet(Reason reason, String message) {
    return new NotYet(new Decision.Waiting(reason, message));
  }
}
