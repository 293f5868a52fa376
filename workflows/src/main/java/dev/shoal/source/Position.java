package dev.shoal.source;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a part of a source was read.
 *
 * @param cursor up to where the last whole pass went; null before the first
 * @param page where an unfinished pass goes on; null between two
 * @param highest the greatest cursor that the unfinished pass has seen
 */
public record Position(@Nullable String cursor, @Nullable String page, @Nullable String highest) {
  /** Nothing was read yet. */
  public static final Position START = new Position(null, null, null);

  /** A pass is under way, and goes on at a page. */
  public Position at(String next, Optional<String> greatest) {
    return new Position(cursor, next, greater(highest, greatest.orElse(null)));
  }

  /** A pass is whole: the next one begins at the greatest cursor that was seen. */
  public Position whole(Optional<String> greatest) {
    return new Position(greater(cursor, greater(highest, greatest.orElse(null))), null, null);
  }

  /** The greater of two cursors: as numbers if both are, else as text, as ISO dates compare. */
  public static @Nullable String greater(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    try {
      return new BigDecimal(one).compareTo(new BigDecimal(other)) >= 0 ? one : other;
    } catch (NumberFormatException e) {
      return one.compareTo(other) >= 0 ? one : other;
    }
  }
}
