package dev.shoal.pod.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.protocol.artifact.RecordedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers as an earlier run was answered. A question that it was never asked fails: then the run is
 * another one, and its share of fallbacks says so.
 */
public final class ReplayedAnswers implements Answers {
  private final Map<String, String> recorded = new HashMap<>();
  private final AtomicLong ok = new AtomicLong();
  private final AtomicLong fallbacks = new AtomicLong();

  /**
   * Reads a record.
   *
   * @throws IOException if it can't be read
   */
  public ReplayedAnswers(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        MappingIterator<RecordedAnswer> lines =
            Wire.json().readerFor(RecordedAnswer.class).readValues(in)) {
      while (lines.hasNextValue()) {
        RecordedAnswer line = lines.nextValue();
        String answer = line.answer();
        if (answer != null) {
          recorded.put(line.prompt(), answer);
        }
      }
    }
  }

  @Override
  public Optional<JsonNode> ask(Question question) {
    String answer = recorded.get(question.fingerprint());
    try {
      if (answer != null) {
        JsonNode parsed = Wire.json().readTree(answer);
        ok.incrementAndGet();
        return Optional.of(parsed);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the record of a model's answers is broken", e);
    }
    fallbacks.incrementAndGet();
    return Optional.empty();
  }

  @Override
  public String modelId() {
    return "replay";
  }

  @Override
  public WorkerStatus.LlmCounters counters() {
    return new WorkerStatus.LlmCounters(ok.get(), 0, fallbacks.get());
  }
}
