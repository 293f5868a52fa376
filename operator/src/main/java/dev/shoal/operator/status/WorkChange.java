package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.api.v1alpha1.WorkStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is new in the status of work, for those who tell of it or count it. Pure.
 *
 * @param status as it is now
 * @param entered phase that the work was not in before
 * @param stalled condition of work that can't go on yet, for a reason that is new; none once it has
 *     ended
 */
public record WorkChange(
    WorkStatus status, Optional<WorkPhase> entered, Optional<Condition> stalled) {

  /** From one status to the next. */
  public static WorkChange between(@Nullable WorkStatus before, WorkStatus after) {
    Optional<String> known = stalled(before).map(Condition::getReason);
    return new WorkChange(
        after,
        Optional.ofNullable(after.phase())
            .filter(phase -> before == null || phase != before.phase()),
        stalled(after)
            .filter(condition -> !Objects.equals(condition.getReason(), known.orElse(null))));
  }

  private static Optional<Condition> stalled(@Nullable WorkStatus status) {
    return status == null || (status.phase() != null && status.phase().terminal())
        ? Optional.empty()
        : ConditionList.stalled(status.conditions());
  }
}
