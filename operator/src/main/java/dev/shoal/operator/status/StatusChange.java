package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is new in a job's status, for those who tell of it or count it. Pure.
 *
 * @param status as it is now
 * @param entered phase that the job was not in before
 * @param stalled condition of a job that can't go on yet, for a reason that is new; none once it
 *     has ended
 * @param givenUp attempts whose end is news; that of the one that ended the job is the job's
 * @param healthy attempts whose pod is healthy for the first time
 * @param gone attempts whose pod is gone now
 * @param spent what the job has cost since, in the currency of its tier's price
 */
public record StatusChange(
    SimulationJobStatus status,
    Optional<Phase> entered,
    Optional<Condition> stalled,
    List<AttemptStatus> givenUp,
    List<AttemptStatus> healthy,
    List<AttemptStatus> gone,
    BigDecimal spent) {

  /** From one status to the next. */
  public static StatusChange between(
      @Nullable SimulationJobStatus before, SimulationJobStatus after) {
    Optional<Phase> entered =
        Optional.ofNullable(after.phase())
            .filter(phase -> before == null || phase != before.phase());
    Optional<Condition> stalled = stalled(after);
    Optional<String> known =
        Optional.ofNullable(before).flatMap(StatusChange::stalled).map(Condition::getReason);
    return new StatusChange(
        after,
        entered,
        stalled.filter(condition -> !Objects.equals(condition.getReason(), known.orElse(null))),
        givenUp(before, after),
        news(before, after, attempt -> attempt.runningAt() != null),
        news(before, after, attempt -> attempt.goneAt() != null),
        cost(after).subtract(cost(before)).max(BigDecimal.ZERO));
  }

  private static BigDecimal cost(@Nullable SimulationJobStatus status) {
    return status == null || status.cost() == null
        ? BigDecimal.ZERO
        : new BigDecimal(status.cost());
  }

  /** Attempts that are so now and were not before. */
  private static List<AttemptStatus> news(
      @Nullable SimulationJobStatus before,
      SimulationJobStatus after,
      Predicate<AttemptStatus> so) {
    Set<Integer> known =
        attempts(before).filter(so).map(AttemptStatus::number).collect(Collectors.toSet());
    return attempts(after).filter(so).filter(one -> !known.contains(one.number())).toList();
  }

  private static List<AttemptStatus> givenUp(
      @Nullable SimulationJobStatus before, SimulationJobStatus after) {
    boolean ended = after.phase() != null && after.phase().terminal();
    int last = attempts(after).mapToInt(AttemptStatus::number).max().orElse(0);
    return news(before, after, attempt -> attempt.reason() != null).stream()
        .filter(attempt -> !ended || attempt.number() < last)
        .toList();
  }

  private static Stream<AttemptStatus> attempts(@Nullable SimulationJobStatus status) {
    return status == null || status.attempts() == null ? Stream.of() : status.attempts().stream();
  }

  private static Optional<Condition> stalled(SimulationJobStatus status) {
    boolean ended = status.phase() != null && status.phase().terminal();
    return ended ? Optional.empty() : ConditionList.stalled(status.conditions());
  }
}
