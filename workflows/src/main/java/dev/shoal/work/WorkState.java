package dev.shoal.work;

/** Where a run of work stands, as the database keeps it. Within a run it only moves forward. */
public enum WorkState {
  SUSPENDED,
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED;

  /** Whether the run has ended. */
  public boolean terminal() {
    return this == SUCCEEDED || this == FAILED;
  }

  /** Whether a workflow drives the run. */
  public boolean open() {
    return this == PENDING || this == RUNNING;
  }
}
