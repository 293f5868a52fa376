package dev.shoal.operator.work;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether there is something to write into a status.
 *
 * @param <S> the status
 */
public sealed interface Telling<S> {
  /** The status stays as it is. */
  record Nothing<S>() implements Telling<S> {}

  /** What is there now can't be told yet. */
  record Later<S>() implements Telling<S> {}

  /**
   * The status as it should be.
   *
   * @param rowChanged when the row that it tells was written
   */
  record Status<S>(S status, Optional<Instant> rowChanged) implements Telling<S> {}
}
