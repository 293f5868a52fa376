package dev.shoal.activity;

import dev.shoal.job.TierPlan;
import dev.shoal.workflow.RunLimits;
import dev.shoal.workflow.ScriptOutline;
import dev.shoal.workflow.TrainingOutline;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The installation's own limits, which no tier sets, beside a tier's.
 *
 * @param scale factor on them: 1, or less in tests, where minutes must pass in seconds
 */
public record FixedLimits(double scale) {
  private static final Duration NO_LIMIT = Duration.ZERO;
  private static final Duration SCHEDULE_HEARTBEAT = Duration.ofMinutes(1);
  private static final Duration HEALTH_HEARTBEAT = Duration.ofSeconds(30);

  /** A Java runtime is copied and starts meanwhile, which no scale makes any faster. */
  private static final Duration ANSWERING = Duration.ofMinutes(2);

  private static final Duration SHORTEST_HEARTBEAT = Duration.ofSeconds(10);

  /** Limits of a run under a tier. */
  public RunLimits of(TierPlan tier) {
    TierPlan.Limits limits = tier.limits();
    TierPlan.Recovery recovery = tier.recovery();
    return new RunLimits(
        Duration.ofSeconds(limits.provisionSeconds()),
        Duration.ofSeconds(limits.healthSeconds()),
        Duration.ofSeconds(limits.runSeconds()),
        Duration.ofSeconds(limits.reportSeconds()),
        SCHEDULE_HEARTBEAT,
        HEALTH_HEARTBEAT,
        pollHeartbeat(),
        scaled(600),
        Duration.ofSeconds(recovery.unreachableDelaySeconds()),
        LongStream.of(30, 120, 300, 900, 1800).mapToObj(this::scaled).toList(),
        recovery.badHostSwaps(),
        recovery.unreachableReentries(),
        recovery.disruptions(),
        recovery.ailingSwaps());
  }

  /** Limits of a training's steps. */
  TrainingOutline.TrainingLimits ofTraining() {
    Duration heartbeat = scaled(300);
    return new TrainingOutline.TrainingLimits(
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        Duration.ofHours(24),
        heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0 ? SHORTEST_HEARTBEAT : heartbeat,
        Duration.ofMinutes(10),
        scaled(300));
  }

  /** Limits of a ScriptRun's steps. */
  ScriptOutline.ScriptLimits ofScripts() {
    return new ScriptOutline.ScriptLimits(
        schedulable().plus(startable()).plus(ANSWERING).plus(SCHEDULE_HEARTBEAT),
        pollHeartbeat(),
        Duration.ofMinutes(10),
        scaled(300));
  }

  /** Time for what may run for so long, and for what it wrote to be stored. */
  Duration execution(int timeoutSeconds) {
    return Duration.ofSeconds(timeoutSeconds).plus(scaled(600));
  }

  /** Time within which a node has to take a step's pod. */
  Duration schedulable() {
    return scaled(600);
  }

  /** Time within which what keeps a step's container from starting has to pass. */
  Duration startable() {
    return scaled(120);
  }

  /** Time from a script's pod having a node to its worker's answer. */
  Duration answering() {
    return ANSWERING;
  }

  /** Time between two counts of what a step has cost so far. */
  Duration counted() {
    return scaled(60);
  }

  /** Time after a run's end in which its pods have to be gone. */
  public Duration podsGoneWithin() {
    return scaled(300);
  }

  /** For a run that does nothing. */
  RunLimits none() {
    return new RunLimits(
        NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT,
        List.of(), 0, 0, 0, 0);
  }

  /** Never so short that a beat every few seconds would come too late. */
  private Duration pollHeartbeat() {
    Duration scaled = scaled(180);
    return scaled.compareTo(SHORTEST_HEARTBEAT) < 0 ? SHORTEST_HEARTBEAT : scaled;
  }

  private Duration scaled(long seconds) {
    return Duration.ofMillis(Math.max(1_000, Math.round(seconds * 1_000 * scale)));
  }
}
