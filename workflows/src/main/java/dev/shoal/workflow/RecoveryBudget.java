package dev.shoal.workflow;

import dev.shoal.job.Reason;

/**
 * How many fresh pods a run may still have, by cause. Everything is bounded, so that a permanent
 * outage can't keep a job for ever.
 */
record RecoveryBudget(int badHostSwaps, int disruptions) {
  static RecoveryBudget of(RunLimits limits) {
    return new RecoveryBudget(limits.badHostSwaps(), limits.disruptions());
  }

  /** Whether a fresh pod may follow one that was given up for a reason. */
  boolean allows(Reason reason) {
    return switch (reason) {
      case BAD_HOST -> badHostSwaps > 0;
      case PREEMPTED -> disruptions > 0;
      default -> false;
    };
  }

  /** What is left after one more fresh pod. */
  RecoveryBudget after(Reason reason) {
    return switch (reason) {
      case BAD_HOST -> new RecoveryBudget(badHostSwaps - 1, disruptions);
      case PREEMPTED -> new RecoveryBudget(badHostSwaps, disruptions - 1);
      default -> this;
    };
  }
}
