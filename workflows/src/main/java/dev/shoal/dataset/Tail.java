package dev.shoal.dataset;

import java.io.OutputStream;
import java.util.Arrays;

/** Keeps the last bytes of what is written to it. */
final class Tail extends OutputStream {
  /** Longest that is kept, in bytes: a Parquet footer is far shorter. */
  static final int MOST = 16 * 1024 * 1024;

  private final byte[] ring = new byte[MOST];
  private long written;

  @Override
  public void write(int value) {
    ring[(int) (written++ % MOST)] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (written % MOST);
      int part = Math.min(length - done, MOST - at);
      System.arraycopy(bytes, offset + done, ring, at, part);
      done += part;
      written += part;
    }
  }

  /** What is kept, oldest first. */
  byte[] bytes() {
    if (written <= MOST) {
      return Arrays.copyOf(ring, (int) written);
    }
    byte[] kept = new byte[MOST];
    int at = (int) (written % MOST);
    System.arraycopy(ring, at, kept, 0, MOST - at);
    System.arraycopy(ring, 0, kept, MOST - at, at);
    return kept;
  }
}
