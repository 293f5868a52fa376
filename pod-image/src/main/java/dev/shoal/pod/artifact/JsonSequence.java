package dev.shoal.pod.artifact;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An artifact that grows while the run goes on: a JSON array with one element a line, or JSON
 * lines. It costs no memory, and a checkpoint needs no more of it than its bytes so far.
 */
public final class JsonSequence implements Closeable {
  private static final ObjectWriter JSON = Wire.json().writer();
  private static final int BUFFER = 1 << 16;

  private final ArtifactKind kind;
  private final Path file;
  private OutputStream out;
  private boolean empty;

  /** Begins the file anew. */
  public JsonSequence(ArtifactKind kind, Path folder) throws IOException {
    this.kind = kind;
    this.file = folder.resolve(kind.fileName());
    this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    this.empty = true;
    write(kind.array() ? "[" : "");
  }

  /** Adds an element. */
  public void add(Object element) throws IOException {
    if (kind.array()) {
      write(empty ? "\n" : ",\n");
    }
    out.write(JSON.writeValueAsBytes(element));
    if (!kind.array()) {
      write("\n");
    }
    empty = false;
  }

  /** The file, all that was added so far in it. */
  public Path flushed() throws IOException {
    out.flush();
    return file;
  }

  /** Goes on behind what a checkpoint has put into the file. */
  public void reopen() throws IOException {
    out.close();
    out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), BUFFER);
    empty = Files.size(file) <= 1;
  }

  /** Ends the file. */
  public void finish() throws IOException {
    write(kind.array() ? "\n]\n" : "");
    out.close();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
