package dev.shoal.workflow;

import java.time.Duration;
import java.util.List;

/**
 * Limits and budgets of a run: the tier's, and the fixed ones of the installation.
 *
 * @param reportBackoff waits between tries at the report; when they are used up, it has failed
 */
public record RunLimits(
    Duration provision,
    Duration health,
    Duration run,
    Duration report,
    Duration scheduleHeartbeat,
    Duration healthHeartbeat,
    Duration pollHeartbeat,
    Duration finalizing,
    Duration unreachableDelay,
    List<Duration> reportBackoff,
    int badHostSwaps,
    int unreachableReentries,
    int disruptions,
    int ailingSwaps) {}
