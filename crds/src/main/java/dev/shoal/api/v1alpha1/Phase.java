package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job stands. Within a run it only moves forward. */
public enum Phase {
  /** Suspended: no GPU is held and nothing runs. */
  @JsonProperty("Draft")
  DRAFT,
  /** Accepted; preparation runs, no GPU is held yet. */
  @JsonProperty("Pending")
  PENDING,
  /** A pod is being scheduled or becoming healthy. */
  @JsonProperty("Provisioning")
  PROVISIONING,
  /** The simulation runs. */
  @JsonProperty("Running")
  RUNNING,
  /** The artifacts are saved; the report is being written, off the GPU. */
  @JsonProperty("Reporting")
  REPORTING,
  /** Done, with a report. */
  @JsonProperty("Completed")
  COMPLETED,
  /** Ended without a report; status.failure says why. */
  @JsonProperty("Failed")
  FAILED;

  /** Whether nothing more happens in this run. */
  public boolean terminal() {
    return this == COMPLETED || this == FAILED;
  }
}
