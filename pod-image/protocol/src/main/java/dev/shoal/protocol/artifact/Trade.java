package dev.shoal.protocol.artifact;

/**
 * One trade with the market maker.
 *
 * @param outcome {@code YES} or {@code NO}
 * @param shares bought, or sold where negative
 * @param cost paid, or received where negative
 * @param priceAfter of YES
 */
public record Trade(
    int round,
    int agentId,
    String agent,
    String market,
    String outcome,
    double shares,
    double cost,
    double priceAfter) {}
