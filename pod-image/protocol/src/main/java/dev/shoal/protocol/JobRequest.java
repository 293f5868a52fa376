package dev.shoal.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /job}: one simulation for one attempt.
 *
 * @param jobId UID of the SimulationJob
 * @param attempt number of the pod, from 1
 * @param seedText document that the agents discuss
 * @param goal question that the report answers
 * @param maxRounds rounds to run, at least 1
 * @param targetAgents agents to simulate, at least 2
 * @param forecastDays horizon of the question, in days
 * @param markets markets to trade on, at least one
 * @param scheduledEvents announcements by round
 * @param rngSeed seed of every random draw
 * @param engine {@code scripted}, {@code llm} or {@code replay}
 * @param minRoundMillis least time that a round takes, 0 for as fast as it goes
 * @param beliefs how minds move
 * @param answersFrom URL of the answers of an earlier run; needed by engine replay
 * @param resumeFrom URL of a checkpoint to go on from; absent to begin at the start
 */
public record JobRequest(
    String jobId,
    int attempt,
    String seedText,
    String goal,
    int maxRounds,
    int targetAgents,
    int forecastDays,
    List<Market> markets,
    List<Event> scheduledEvents,
    long rngSeed,
    String engine,
    int minRoundMillis,
    Beliefs beliefs,
    @Nullable String answersFrom,
    @Nullable String resumeFrom) {

  public JobRequest {
    beliefs = beliefs == null ? Beliefs.FEED : beliefs;
  }

  /** The request for another pod: what the run is, without where it runs. */
  public JobRequest withoutPlace() {
    return with(0, null, null);
  }

  /** Whether another request asks this pod for the same. */
  public boolean sameAs(@Nullable JobRequest other) {
    return other != null && attempt == other.attempt && withoutPlace().equals(other.withoutPlace());
  }

  /** The same request for a pod that can take up a checkpoint. */
  public JobRequest resumingFrom(@Nullable String url) {
    return with(attempt, answersFrom, url);
  }

  private JobRequest with(int otherAttempt, @Nullable String answers, @Nullable String checkpoint) {
    return new JobRequest(
        jobId,
        otherAttempt,
        seedText,
        goal,
        maxRounds,
        targetAgents,
        forecastDays,
        markets,
        scheduledEvents,
        rngSeed,
        engine,
        minRoundMillis,
        beliefs,
        answers,
        checkpoint);
  }

  /**
   * How minds move at the end of a round.
   *
   * @param dynamics {@code feed} (the engine's own), {@code degroot}, {@code friedkin_johnsen},
   *     {@code hegselmann_krause}, {@code deffuant} or {@code voter}
   * @param bound largest difference of stance that is listened to, in (0, 2]; for the two models of
   *     bounded confidence
   * @param rate share of the difference that a talk closes, in (0, 0.5]; for deffuant
   */
  public record Beliefs(String dynamics, double bound, double rate) {
    /** The engine's own dynamics. */
    public static final Beliefs FEED = new Beliefs("feed", 0.4, 0.3);
  }

  /**
   * A binary market.
   *
   * @param initialProbability of YES, in [0.05, 0.95]
   */
  public record Market(String id, String question, double initialProbability) {}

  /**
   * An announcement.
   *
   * @param round at whose start it is made, from 1
   */
  public record Event(int round, String text) {}
}
