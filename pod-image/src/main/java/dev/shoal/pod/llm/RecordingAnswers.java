package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.protocol.artifact.RecordedAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes questions on and keeps what was answered until the log takes it. */
public final class RecordingAnswers implements Answers {
  private final Answers source;
  private final Queue<RecordedAnswer> fresh = new ConcurrentLinkedQueue<>();

  public RecordingAnswers(Answers source) {
    this.source = source;
  }

  @Override
  public Optional<JsonNode> ask(Question question) {
    Optional<JsonNode> answer = source.ask(question);
    fresh.add(
        new RecordedAnswer(question.fingerprint(), answer.map(JsonNode::toString).orElse(null)));
    return answer;
  }

  @Override
  public String modelId() {
    return source.modelId();
  }

  @Override
  public WorkerStatus.LlmCounters counters() {
    return source.counters();
  }

  /** What was answered since the last call, in an order that doesn't depend on who was faster. */
  public List<RecordedAnswer> takeFresh() {
    List<RecordedAnswer> taken = new ArrayList<>();
    for (RecordedAnswer next = fresh.poll(); next != null; next = fresh.poll()) {
      taken.add(next);
    }
    taken.sort(Comparator.comparing(RecordedAnswer::prompt));
    return taken;
  }
}
