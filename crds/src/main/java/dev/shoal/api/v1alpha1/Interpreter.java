package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Programs of an image that a script can be given to. */
public enum Interpreter {
  @JsonProperty("sh")
  SH,
  @JsonProperty("python3")
  PYTHON3
}
