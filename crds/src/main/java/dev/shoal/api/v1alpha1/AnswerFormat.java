package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a model server is asked for an answer of a given shape. */
public enum AnswerFormat {
  /** {@code response_format} of type json_schema, as vLLM and OpenAI take it. */
  @JsonProperty("JsonSchema")
  JSON_SCHEMA,
  /** {@code response_format} of type json_object with a schema, as llama.cpp takes it. */
  @JsonProperty("JsonObject")
  JSON_OBJECT,
  /** A call of the one tool that is offered. */
  @JsonProperty("Tools")
  TOOLS;

  /** The name in the pod's settings. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
