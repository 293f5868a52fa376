package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where another run begins. */
public enum RerunFrom {
  /** With a new simulation. */
  @JsonProperty("Start")
  START,
  /** With the report alone. */
  @JsonProperty("Report")
  REPORT
}
