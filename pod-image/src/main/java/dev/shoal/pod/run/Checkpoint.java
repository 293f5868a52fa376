package dev.shoal.pod.run;

import dev.shoal.pod.engine.StateInput;
import dev.shoal.pod.engine.StateOutput;
import dev.shoal.pod.seed.Entities;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Sha256;
import dev.shoal.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A run as it stood at the end of a round, in one file: who takes part, the state of all parts and
 * the files that grow. It holds for the same request and the same build of the engine alone.
 */
public final class Checkpoint {
  private static final String FORMAT = "shoal-checkpoint-2";
  private static final int END = 0x5E0A1;

  private Checkpoint() {}

  /** Makes a fresh run of what a checkpoint says of its cast. */
  public interface Factory {
    /** Makes it, at its start. */
    Run with(Entities entities) throws IOException;
  }

  /** Writes to a file of its own first, so that what has the name is always whole. */
  public static void write(Run run, String engineBuild, Path target) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    try (StateOutput out =
        new StateOutput(
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(draft))))) {
      out.text(FORMAT);
      out.text(engineBuild);
      out.text(fingerprint(run.request()));
      out.text(Wire.json().writeValueAsString(run.entities()));
      run.save(out);
      Map<String, Path> files = new TreeMap<>(run.log().growing());
      out.writeInt(files.size());
      for (Map.Entry<String, Path> file : files.entrySet()) {
        out.text(file.getKey());
        out.writeLong(Files.size(file.getValue()));
        Files.copy(file.getValue(), out);
      }
      out.writeInt(END);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * A run that stands where the checkpoint does.
   *
   * @throws IOException if it is cut off, or of another request or build
   */
  public static Run read(JobRequest request, String engineBuild, Path source, Factory factory)
      throws IOException {
    try (StateInput in =
        new StateInput(
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(source))))) {
      expect(FORMAT, in.text(), "format");
      expect(engineBuild, in.text(), "build of the engine");
      expect(fingerprint(request), in.text(), "request");
      Run run = factory.with(Wire.json().readValue(in.text(), Entities.class));
      try {
        restore(run, in);
      } catch (IOException | RuntimeException e) {
        run.close();
        throw new IOException("the checkpoint is broken: " + e.getMessage(), e);
      }
      return run;
    }
  }

  private static void restore(Run run, StateInput in) throws IOException {
    run.restore(in);
    Map<String, Path> files = run.log().growing();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.text();
      Path file = files.get(name);
      if (file == null) {
        throw new IOException("it has an unknown file");
      }
      copy(in, in.readLong(), file);
    }
    if (in.readInt() != END || in.read() >= 0) {
      throw new IOException("it has no end");
    }
    run.log().reopen();
  }

  private static void copy(InputStream in, long length, Path to) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(to))) {
      byte[] buffer = new byte[1 << 16];
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("it ends early");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static void expect(String wanted, String found, String what) throws IOException {
    if (!wanted.equals(found)) {
      throw new IOException("the checkpoint is of another " + what);
    }
  }

  private static String fingerprint(JobRequest request) throws IOException {
    return Sha256.hex(Wire.json().writeValueAsBytes(request.withoutPlace()));
  }
}
