package dev.shoal.workflow;

import dev.shoal.job.Reason;

/** Asks a run to end early: SUSPENDED leads to a draft, any other reason to a failure. */
public record StopRequest(Reason reason, String message) {}
