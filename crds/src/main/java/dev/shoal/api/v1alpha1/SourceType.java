package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of place records come from. */
public enum SourceType {
  @JsonProperty("http")
  HTTP,
  @JsonProperty("s3")
  S3,
  @JsonProperty("postgres")
  POSTGRES
}
