package dev.shoal.source;

/**
 * A record of a source.
 *
 * @param key that tells it from others of its resource
 * @param json an object
 */
public record SourceRecord(String key, String json) {}
