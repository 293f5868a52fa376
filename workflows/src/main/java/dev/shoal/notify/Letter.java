package dev.shoal.notify;

import dev.shoal.briefing.Briefing;

/**
 * Something told on its way to a channel.
 *
 * @param delivery the same for each try, so that a receiver can tell a second one
 * @param about kind of what is told: the name of a report, or source_sync
 * @param namespace of the resource that tells it
 * @param name of that resource
 */
public record Letter(
    String delivery, String about, String namespace, String name, Briefing briefing) {}
