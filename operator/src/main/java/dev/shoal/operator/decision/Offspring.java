package dev.shoal.operator.decision;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule has made and is still there. Pure.
 *
 * @param children in any order
 */
public record Offspring(List<Child> children) {

  /** How one of them ended. */
  public enum End {
    NOT_YET,
    SUCCEEDED,
    FAILED
  }

  /**
   * One of them.
   *
   * @param endedAt null if it has not ended
   */
  public record Child(
      String kind, String name, End end, Instant createdAt, @Nullable Instant endedAt) {}

  /** Names of those that have not ended, oldest first. */
  public List<String> active() {
    return children.stream()
        .filter(child -> child.end() == End.NOT_YET)
        .sorted(Comparator.comparing(Child::createdAt).thenComparing(Child::name))
        .map(Child::name)
        .toList();
  }

  /** When the newest success was. */
  public Optional<Instant> lastSuccess() {
    return children.stream()
        .filter(child -> child.end() == End.SUCCEEDED)
        .flatMap(child -> Stream.ofNullable(child.endedAt()))
        .max(Comparator.naturalOrder());
  }

  /** Those that are more than is to be kept: the oldest of each end. */
  public List<Child> surplus(int successful, int failed) {
    return Stream.concat(beyond(End.SUCCEEDED, successful), beyond(End.FAILED, failed)).toList();
  }

  private Stream<Child> beyond(End end, int kept) {
    return children.stream()
        .filter(child -> child.end() == end)
        .sorted(Comparator.comparing(Child::createdAt).thenComparing(Child::name).reversed())
        .skip(kept);
  }
}
