package dev.shoal.workflow;

/** A file that a pod declared and uploaded; {@code sha256} in hexadecimal. */
public record Upload(String name, long bytes, String sha256) {}
