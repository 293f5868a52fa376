package dev.shoal.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a training so far. What is null is not known, or not what is told now.
 *
 * @param step that it is at
 * @param waiting what the step's pod waits for; empty once it has a node
 * @param records of the data set
 * @param gpuSeconds of the training's pods
 * @param metrics numbers of metrics.json, as decimals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingFindings(
    @Nullable String step,
    @Nullable String waiting,
    @Nullable Long records,
    @Nullable Progress progress,
    @Nullable Double gpuSeconds,
    @Nullable Map<String, String> metrics) {

  /** What the log told last of each. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Progress(@Nullable Long epoch, @Nullable Long step, @Nullable String loss) {}

  /** A step has begun. */
  public static TrainingFindings at(String step) {
    return new TrainingFindings(step, "", null, null, null, null);
  }

  /** The data set is as it should be. */
  public static TrainingFindings counted(long records) {
    return new TrainingFindings(null, null, records, null, null, null);
  }

  /** What the step's pod waits for. */
  public static TrainingFindings waits(String waiting) {
    return new TrainingFindings(null, waiting, null, null, null, null);
  }

  /** What the step's log told. */
  public static TrainingFindings told(Progress progress) {
    return new TrainingFindings(null, null, null, progress, null, null);
  }

  /** What the training cost so far. */
  public static TrainingFindings cost(double gpuSeconds) {
    return new TrainingFindings(null, null, null, null, gpuSeconds, null);
  }

  /** What it found. */
  public static TrainingFindings measured(Map<String, String> metrics) {
    return new TrainingFindings(null, null, null, null, null, metrics);
  }
}
