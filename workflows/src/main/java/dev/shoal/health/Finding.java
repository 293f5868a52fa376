package dev.shoal.health;

/**
 * What a check found.
 *
 * @param value what the check counts; 0 for one that counts nothing
 * @param message what people should know
 */
public record Finding(HealthCheck check, boolean healthy, long value, String message) {}
