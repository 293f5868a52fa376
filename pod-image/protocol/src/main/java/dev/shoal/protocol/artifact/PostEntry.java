package dev.shoal.protocol.artifact;

/**
 * A post with what became of it.
 *
 * @param stance of its author when it was written, in [-1, 1]
 * @param hot score: sign x log10(max(|likes - dislikes|, 1)) + t / 45000
 */
public record PostEntry(
    int id,
    int round,
    int agentId,
    String agent,
    double stance,
    String text,
    int likes,
    int dislikes,
    int replies,
    int reposts,
    double hot) {}
