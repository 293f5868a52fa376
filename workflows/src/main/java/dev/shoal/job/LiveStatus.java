package dev.shoal.job;

import java.time.Instant;

/**
 * How far the simulation was when it was last asked.
 *
 * @param round completed last
 * @param roundsPerMin speed, 0 if unknown
 */
public record LiveStatus(int round, int rounds, double roundsPerMin, Instant at) {}
