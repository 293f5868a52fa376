package dev.shoal.protocol.artifact;

import org.jspecify.annotations.Nullable;

/**
 * One applied action; a line of actions.jsonl.
 *
 * @param order in which it was applied within its round, from 0
 * @param target message, agent or market that it was about, if any
 * @param amount shares of a trade, if it was one
 * @param fallback whether the model's answer was unusable and doing nothing stood in for it
 */
public record ActionEntry(
    int round,
    int order,
    int agentId,
    String environment,
    String action,
    @Nullable String target,
    @Nullable Double amount,
    boolean fallback) {}
