package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kinds of resources that store files in the installation's bucket. */
public enum GrantKind {
  @JsonProperty("SimulationJob")
  SIMULATION_JOB,
  @JsonProperty("ReportRun")
  REPORT_RUN,
  @JsonProperty("ScriptRun")
  SCRIPT_RUN
}
