package dev.shoal.job;

/** A file of a run in the object store. */
public record Artifact(String name, String key, long bytes, String sha256) {}
