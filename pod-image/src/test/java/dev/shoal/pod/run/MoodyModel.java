package dev.shoal.pod.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoal.pod.llm.Answers;
import dev.shoal.pod.llm.Question;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerStatus;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake whose answers depend on who asks first, and now and then fail, as a real one's do. */
final class MoodyModel implements Answers {
  private final AtomicInteger asked = new AtomicInteger();

  @Override
  public Optional<JsonNode> ask(Question question) {
    int mood = asked.incrementAndGet();
    if (mood % 7 == 0) {
      return Optional.empty();
    }
    ObjectNode answer = Wire.json().createObjectNode();
    ObjectNode use = answer.putArray("actions").addObject();
    use.put("tool", "create_post").put("text", "Thought number " + mood);
    return Optional.of(answer);
  }

  @Override
  public String modelId() {
    return "moody";
  }

  @Override
  public WorkerStatus.LlmCounters counters() {
    return WorkerStatus.LlmCounters.NONE;
  }
}
