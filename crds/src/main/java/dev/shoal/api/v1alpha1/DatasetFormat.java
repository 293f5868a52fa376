package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a data set is written down. */
public enum DatasetFormat {
  /** One JSON value a line. */
  @JsonProperty("jsonl")
  JSONL,
  /** Comma-separated values under a line of names. */
  @JsonProperty("csv")
  CSV,
  /** Apache Parquet. */
  @JsonProperty("parquet")
  PARQUET
}
