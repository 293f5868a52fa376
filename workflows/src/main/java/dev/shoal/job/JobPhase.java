package dev.shoal.job;

import java.util.Locale;

/** Phase of a run, as the database keeps it. Within a run it only moves forward. */
public enum JobPhase {
  DRAFT(0),
  PENDING(1),
  PROVISIONING(2),
  RUNNING(3),
  REPORTING(4),
  COMPLETED(5),
  FAILED(5),
  /** Legacy and terminal: nothing sets it, every check for an end honours it. */
  REFUNDED(5);

  private final int rank;

  JobPhase(int rank) {
    this.rank = rank;
  }

  /** Whether the run has ended. */
  public boolean terminal() {
    return rank == 5;
  }

  /** Whether a workflow drives the run in this phase. */
  public boolean open() {
    return rank >= 1 && rank < 5;
  }

  /** Place in the order of phases. */
  public int rank() {
    return rank;
  }

  /** The name that users see. */
  public String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
