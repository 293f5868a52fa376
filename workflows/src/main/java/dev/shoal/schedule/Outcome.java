package dev.shoal.schedule;

/** What became of a start. */
public enum Outcome {
  STARTED("Started"),
  /** One that an earlier start made has not ended, and the policy is Forbid. */
  EARLIER_ONE_RUNS("EarlierOneRuns"),
  /** It came later than startingDeadlineSeconds. */
  TOO_LATE("TooLate"),
  /** Clocks were set back, and it has been due at this hour before. */
  CLOCK_SET_BACK("ClockSetBack"),
  /** The API server refuses what the template says, or its name is another's. */
  REFUSED("Refused");

  private final String title;

  Outcome(String title) {
    this.title = title;
  }

  /** The word for it in status and Events. */
  public String title() {
    return title;
  }
}
