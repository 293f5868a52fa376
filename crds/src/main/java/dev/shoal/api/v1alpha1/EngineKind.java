package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What decides the agents' actions. */
public enum EngineKind {
  /** A language model behind an OpenAI-compatible server in the pod. */
  @JsonProperty("llm")
  LLM,
  /** Rules; needs no model and runs anywhere. */
  @JsonProperty("scripted")
  SCRIPTED;

  /** The name on the wire, as in the CRD. */
  public String wireName() {
    return this == LLM ? "llm" : "scripted";
  }
}
