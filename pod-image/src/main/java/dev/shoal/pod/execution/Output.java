package dev.shoal.pod.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One stream of a script: kept in a file up to a limit, and its end in memory. */
final class Output {
  /** Most bytes of a stream. */
  static final long LIMIT = 10_000_000;

  private static final int TAIL = 4_096;
  private final Path file;
  private final PrintStream echo;
  private final Runnable end;
  private final byte[] ring = new byte[TAIL];
  private long written;
  private volatile boolean tooLong;
  private volatile @Nullable IOException broken;

  /**
   * A stream.
   *
   * @param echo where it is repeated, for who follows the pod's log
   * @param end is run once no more of it can be kept
   */
  Output(Path file, PrintStream echo, Runnable end) {
    this.file = file;
    this.echo = echo;
    this.end = end;
  }

  /** Takes all in, in a thread of its own, until nobody has the other end any more. */
  Thread drain(InputStream from) {
    return Thread.ofVirtual().start(() -> drainNow(from));
  }

  private void drainNow(InputStream from) {
    byte[] chunk = new byte[16 * 1024];
    try (OutputStream to = Files.newOutputStream(file)) {
      for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
        int kept = (int) Math.min(read, LIMIT - written);
        to.write(chunk, 0, kept);
        echo.write(chunk, 0, kept);
        echo.flush();
        remember(chunk, kept);
        if (kept < read) {
          tooLong = true;
          end.run();
          return;
        }
      }
    } catch (IOException e) {
      broken = e;
      end.run();
    }
  }

  private synchronized void remember(byte[] chunk, int length) {
    for (int at = Math.max(0, length - TAIL); at < length; at++) {
      ring[(int) ((written + at) % TAIL)] = chunk[at];
    }
    written += length;
  }

  /** Whether there was more than the limit. */
  boolean tooLong() {
    return tooLong;
  }

  /** Why it could not be kept; null if it could. */
  @Nullable IOException broken() {
    return broken;
  }

  Path file() {
    return file;
  }

  /** The last bytes as text; a character that they cut is left out. */
  synchronized String tail() {
    int length = (int) Math.min(written, TAIL);
    byte[] last = new byte[length];
    for (int at = 0; at < length; at++) {
      last[at] = ring[(int) ((written - length + at) % TAIL)];
    }
    int begin = 0;
    while (written > TAIL && begin < length && (last[begin] & 0xC0) == 0x80) {
      begin++;
    }
    return new String(Arrays.copyOfRange(last, begin, length), UTF_8);
  }
}
