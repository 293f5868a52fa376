package dev.shoal.protocol.artifact;

import java.util.List;

/**
 * An economic indicator.
 *
 * @param values index, 100 at the start: one value a round, and one before the first
 */
public record IndicatorPath(String indicator, List<Double> values) {}
