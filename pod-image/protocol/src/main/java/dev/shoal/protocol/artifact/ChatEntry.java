package dev.shoal.protocol.artifact;

import org.jspecify.annotations.Nullable;

/**
 * One message of the simulation, in the order in which it was applied.
 *
 * @param id of the message, from 1
 * @param minute simulated minutes since the start
 * @param kind {@code post}, {@code reply}, {@code repost}, {@code quote} or {@code event}
 * @param agentId author; absent for an event
 * @param parentId message that is answered or shared, if any
 */
public record ChatEntry(
    int id,
    int round,
    int minute,
    String kind,
    @Nullable Integer agentId,
    String agent,
    @Nullable Integer parentId,
    String text,
    int likes,
    int dislikes) {}
