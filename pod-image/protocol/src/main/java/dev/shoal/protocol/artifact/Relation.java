package dev.shoal.protocol.artifact;

/**
 * Two entities that the seed names together.
 *
 * @param weight sentences that name both
 */
public record Relation(String source, String target, String type, int weight) {}
