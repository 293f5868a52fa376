package dev.shoal.protocol;

import java.util.List;

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
 * @param engine {@code scripted} or {@code llm}
 * @param minRoundMillis least time that a round takes, 0 for as fast as it goes
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
    int minRoundMillis) {

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
