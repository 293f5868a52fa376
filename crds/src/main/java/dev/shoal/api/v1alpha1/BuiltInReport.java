package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The reports that there are. */
public enum BuiltInReport {
  /** What was submitted, completed and failed, day by day, and why. */
  @JsonProperty("DailyJobs")
  DAILY_JOBS,
  /** GPU time and its price, by namespace and tier. */
  @JsonProperty("GpuCost")
  GPU_COST,
  /** How close markets came to what happened. */
  @JsonProperty("MarketAccuracy")
  MARKET_ACCURACY
}
