package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a start while what an earlier one made has not ended. */
public enum ConcurrencyPolicy {
  /** Both run. */
  @JsonProperty("Allow")
  ALLOW,
  /** The start is left out. */
  @JsonProperty("Forbid")
  FORBID,
  /** The earlier one is deleted. */
  @JsonProperty("Replace")
  REPLACE
}
