package dev.shoal.notify;

/**
 * A report on its way to a channel.
 *
 * @param delivery the same for each try, so that a receiver can tell a second one
 * @param report name of the built-in
 * @param text the whole as plain text
 */
public record Letter(
    String delivery,
    String report,
    String namespace,
    String name,
    String title,
    String summary,
    String text,
    String markdown,
    String html) {}
