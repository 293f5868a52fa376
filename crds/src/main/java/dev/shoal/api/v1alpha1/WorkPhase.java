package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the work of a resource stands. Within a run it only moves forward. */
public enum WorkPhase {
  /** Suspended: nothing runs. */
  @JsonProperty("Suspended")
  SUSPENDED,
  /** Not begun yet. */
  @JsonProperty("Pending")
  PENDING,
  /** Its workflow is at it. */
  @JsonProperty("Running")
  RUNNING,
  /** Done. */
  @JsonProperty("Succeeded")
  SUCCEEDED,
  /** Ended otherwise; status.failure says why. */
  @JsonProperty("Failed")
  FAILED;

  /** Whether nothing more happens in this run. */
  public boolean terminal() {
    return this == SUCCEEDED || this == FAILED;
  }
}
