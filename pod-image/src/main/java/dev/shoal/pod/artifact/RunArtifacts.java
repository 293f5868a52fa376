package dev.shoal.pod.artifact;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The files of a finished run, as they lie in its folder. */
public final class RunArtifacts {
  private final Path folder;

  public RunArtifacts(Path folder) {
    this.folder = folder;
  }

  /** Writes a file of many elements, one after the other. */
  public void writeAll(ArtifactKind kind, Iterable<?> elements) throws IOException {
    try (JsonSequence sequence = new JsonSequence(kind, folder)) {
      for (Object element : elements) {
        sequence.add(element);
      }
      sequence.finish();
    }
  }

  /** Writes a file that is a single value. */
  public void writeOne(ArtifactKind kind, Object value) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(kind)))) {
      out.write(Wire.json().writeValueAsBytes(value));
      out.write('\n');
    }
  }

  /** Reads a file of many elements, one after the other. */
  public <T> void read(ArtifactKind kind, Class<T> type, Consumer<T> each) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file(kind)));
        MappingIterator<T> elements = Wire.json().readerFor(type).readValues(in)) {
      while (elements.hasNextValue()) {
        each.accept(elements.nextValue());
      }
    }
  }

  /** Length and digest of a file. */
  public DeclaredArtifact declare(ArtifactKind kind) throws IOException {
    return DeclaredArtifact.of(file(kind));
  }

  private Path file(ArtifactKind kind) {
    return folder.resolve(kind.fileName());
  }
}
