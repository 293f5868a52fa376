package dev.shoal.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sync so far. What is null is not known.
 *
 * @param sources those that were gone through, in the order of the spec
 * @param told kind of the channel that was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSyncFindings(@Nullable List<Found> sources, @Nullable String told) {
  /** Nothing yet. */
  public static final SourceSyncFindings NOTHING = new SourceSyncFindings(null, null);

  /**
   * What came of a source.
   *
   * @param whole whether all of it was read
   * @param records that were read so far
   * @param drift how fields differ from those of before
   * @param reason why it could not be read, if it could not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Found(
      String name,
      boolean whole,
      long records,
      List<String> drift,
      @Nullable String reason,
      @Nullable String message) {
    /** Nothing was read yet. */
    static Found begun(String name) {
      return new Found(name, false, 0, List.of(), null, null);
    }

    /** More was read. */
    public Found and(long more, List<String> differences) {
      List<String> all = new ArrayList<>(drift);
      all.addAll(differences);
      return new Found(name, whole, records + more, all, reason, message);
    }

    /** All of it was read. */
    public Found done() {
      return new Found(name, true, records, drift, null, null);
    }

    /** The rest can't be read. */
    public Found failed(String why, String what) {
      return new Found(name, false, records, drift, why, what);
    }
  }

  /** What is known of a source so far. */
  public Found of(String name) {
    return Objects.requireNonNullElse(sources, List.<Found>of()).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseGet(() -> Found.begun(name));
  }

  /** With the word about one source in place of an earlier one. */
  public SourceSyncFindings with(Found found) {
    List<Found> all = new ArrayList<>(Objects.requireNonNullElse(sources, List.of()));
    all.removeIf(one -> one.name().equals(found.name()));
    all.add(found);
    return new SourceSyncFindings(all, told);
  }

  /** Those that could not be read. */
  public List<Found> failed() {
    return Objects.requireNonNullElse(sources, List.<Found>of()).stream()
        .filter(one -> one.reason() != null)
        .toList();
  }

  /** Records that were read, of all. */
  public long records() {
    return Objects.requireNonNullElse(sources, List.<Found>of()).stream()
        .mapToLong(Found::records)
        .sum();
  }

  /** How it stands, in a line. */
  public String summary() {
    int all = sources == null ? 0 : sources.size();
    return "%d of %d sources read, %d records".formatted(all - failed().size(), all, records());
  }
}
