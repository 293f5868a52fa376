package dev.shoal.pod.http;

import org.jspecify.annotations.Nullable;

/** A request that can't be served; becomes a problem+json answer. */
final class RequestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String field;

  RequestProblem(int status, @Nullable String field, String detail) {
    super(detail);
    this.status = status;
    this.field = field;
  }

  int status() {
    return status;
  }

  @Nullable String field() {
    return field;
  }
}
