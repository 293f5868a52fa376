package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.protocol.WorkerStatus;
import java.util.Map;
import java.util.Optional;

/** Where a model's answers come from: a server, or a record of an earlier run. */
public interface Answers {
  /**
   * Asks for a JSON object.
   *
   * @param system the part that stays the same throughout a run, so that a server can keep it
   * @param schema JSON Schema of the answer
   * @param seed of the model's own draws
   * @return empty once all tries have failed
   */
  Optional<JsonNode> ask(String system, String user, Map<String, ?> schema, long seed);

  /** Id of the model. */
  String modelId();

  /** Calls so far: answered, failed, and given up after all tries. */
  WorkerStatus.LlmCounters counters();
}
