package dev.shoal.operator.status;

import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as they are put together; lastTransitionTime moves only when the status of one does.
 */
final class ConditionList {
  private static final String STALLED = "Stalled";

  /** What passes by itself: what waits for it is still being worked on. */
  private static final Set<Reason> PASSING =
      Set.of(Reason.TEMPORAL_UNAVAILABLE, Reason.DATABASE_UNAVAILABLE, Reason.EARLIER_RUN_ENDING);

  private final HasMetadata resource;
  private final List<Condition> before;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  /**
   * Of a resource.
   *
   * @param before those that its status has
   */
  ConditionList(HasMetadata resource, @Nullable List<Condition> before, Instant now) {
    this.resource = resource;
    this.before = before == null ? List.of() : before;
    this.now = now;
  }

  void add(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    conditions.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withObservedGeneration(resource.getMetadata().getGeneration())
            .withLastTransitionTime(since(type, status))
            .build());
  }

  /** The last ones of what has not failed; kstatus reads them. */
  void underWay(boolean underWay, Optional<Decision.Waiting> waiting) {
    boolean goesOn =
        waiting.map(Decision.Waiting::reason).filter(reason -> !PASSING.contains(reason)).isEmpty();
    last(
        underWay && goesOn,
        waiting.isPresent(),
        waiting.map(why -> why.reason().title()).orElse("NotStalled"),
        waiting.map(Decision.Waiting::message).orElse(""));
  }

  /** The last ones of what has failed: for kstatus, it can't go on. */
  void failed(String reason, String message) {
    last(false, true, reason, message);
  }

  private void last(boolean underWay, boolean stalled, String reason, String message) {
    add("Reconciling", underWay, underWay ? "InProgress" : "Settled", "");
    add(STALLED, stalled, reason, message);
  }

  List<Condition> all() {
    return conditions;
  }

  /** The one that says that something can't go on. */
  static Optional<Condition> stalled(@Nullable List<Condition> conditions) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream()
            .filter(c -> c.getType().equals(STALLED) && c.getStatus().equals("True"))
            .findFirst();
  }

  static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String since(String type, String status) {
    return before.stream()
        .filter(
            condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()))
        .map(Condition::getLastTransitionTime)
        .findFirst()
        .orElse(seconds(now));
  }
}
