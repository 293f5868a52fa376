package dev.shoal.pod.engine;

/**
 * A short stream of random numbers that depends on what it is for alone, never on who drew before:
 * the reason why a log is the same at any concurrency. SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The stream of one agent in one round. */
  public static RandomStream of(long seed, int round, int agent) {
    return new RandomStream(mix(mix(mix(seed + GOLDEN_GAMMA) ^ round) ^ ((long) agent << 20)));
  }

  /** The stream of something that belongs to no round and no agent. */
  public static RandomStream of(long seed, String purpose) {
    return of(seed ^ ((long) purpose.hashCode() << 17), -1, -1);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform in [0, bound); bound is at least 1. */
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 33) * bound) >>> 31);
  }

  private long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
