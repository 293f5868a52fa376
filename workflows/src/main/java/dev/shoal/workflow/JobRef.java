package dev.shoal.workflow;

/** One run of a job. */
public record JobRef(String jobId, String namespace, String name, int run) {}
