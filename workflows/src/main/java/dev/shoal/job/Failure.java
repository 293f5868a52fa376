package dev.shoal.job;

/** Why a job failed; {@code phase} is the one that it failed in. */
public record Failure(Reason reason, String message, JobPhase phase) {}
