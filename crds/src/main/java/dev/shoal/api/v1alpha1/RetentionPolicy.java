package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a pod is kept to be looked into. */
public enum RetentionPolicy {
  /** It goes with its run. */
  @JsonProperty("Never")
  NEVER,
  /** It stays for a while if it made the run fail. */
  @JsonProperty("OnFailure")
  ON_FAILURE
}
