package dev.shoal.workflow;

import dev.shoal.job.Reason;

/**
 * How many fresh pods a run may still have, by cause. Everything is bounded, so that a permanent
 * outage can't keep a job for ever.
 *
 * @param ailing shared by pods that are stuck, slow, killed or whose model fails
 */
record RecoveryBudget(int badHost, int disruption, int ailing) {
  static RecoveryBudget of(RunLimits limits) {
    return new RecoveryBudget(limits.badHostSwaps(), limits.disruptions(), limits.ailingSwaps());
  }

  /** Whether a fresh pod may follow one that was given up for a reason. */
  boolean allows(Reason reason) {
    return switch (reason) {
      case BAD_HOST -> badHost > 0;
      case PREEMPTED -> disruption > 0;
      case STUCK, SLOW_POD, LLM_CIRCUIT_BROKEN, ENGINE_KILLED, OUT_OF_MEMORY, DISK_FULL ->
          ailing > 0;
      default -> false;
    };
  }

  /** What is left after one more fresh pod. */
  RecoveryBudget after(Reason reason) {
    return switch (reason) {
      case BAD_HOST -> new RecoveryBudget(badHost - 1, disruption, ailing);
      case PREEMPTED -> new RecoveryBudget(badHost, disruption - 1, ailing);
      case STUCK, SLOW_POD, LLM_CIRCUIT_BROKEN, ENGINE_KILLED, OUT_OF_MEMORY, DISK_FULL ->
          new RecoveryBudget(badHost, disruption, ailing - 1);
      default -> this;
    };
  }
}
