package dev.shoal.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What {@code GET /status} says the job is doing. */
public enum WorkerState {
  @JsonProperty("idle")
  IDLE,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("awaiting_uploads")
  AWAITING_UPLOADS,
  @JsonProperty("uploading")
  UPLOADING,
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED;

  /** Whether nothing more happens. */
  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
