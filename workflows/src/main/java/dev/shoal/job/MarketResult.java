package dev.shoal.job;

/** A market's last price of YES, in (0, 1). */
public record MarketResult(String id, String question, double probability) {}
