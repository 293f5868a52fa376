package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Ways to make one probability of several. */
public enum CompoundAggregation {
  @JsonProperty("Mean")
  MEAN,
  @JsonProperty("Median")
  MEDIAN,
  /** The probability whose odds are the geometric mean of all odds. */
  @JsonProperty("GeometricOdds")
  GEOMETRIC_ODDS,
  @JsonProperty("Min")
  MIN,
  @JsonProperty("Max")
  MAX
}
