package dev.shoal.pod.engine;

/** How busy agents are over the simulated day. A run begins at nine in the morning. */
public final class ActivityClock {
  /** Simulated minutes of a round. */
  public static final int MINUTES_A_ROUND = 60;

  private static final int FIRST_HOUR = 9;

  private ActivityClock() {}

  /** Simulated minutes since the start, at the start of a round. */
  public static int minute(int round) {
    return (round - 1) * MINUTES_A_ROUND;
  }

  /** Factor on an agent's activity in a round. */
  public static double multiplier(int round) {
    int hour = (FIRST_HOUR + minute(round) / 60) % 24;
    if (hour < 6) {
      return 0.05;
    }
    if (hour < 9) {
      return 0.4;
    }
    if (hour < 18) {
      return 0.7;
    }
    return hour < 23 ? 1.5 : 0.5;
  }
}
