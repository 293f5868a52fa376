package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.protocol.WorkerStatus;
import java.util.Optional;

/** Where a model's answers come from: a server, or the record of an earlier run. */
public interface Answers {
  /**
   * Asks.
   *
   * @return empty once all tries have failed
   */
  Optional<JsonNode> ask(Question question);

  /** Id of the model. */
  String modelId();

  /** Calls so far: answered, failed, and given up after all tries. */
  WorkerStatus.LlmCounters counters();
}
