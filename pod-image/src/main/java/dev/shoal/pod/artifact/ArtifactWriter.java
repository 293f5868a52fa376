package dev.shoal.pod.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.Sha256;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.artifact.ArtifactKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes artifacts one element at a time and takes their digest on the way. */
public final class ArtifactWriter {
  private static final ObjectWriter JSON = Wire.json().writer();

  private final Path folder;

  public ArtifactWriter(Path folder) {
    this.folder = folder;
  }

  /** Writes the elements of an array, or the lines of a JSON-lines file. */
  public DeclaredArtifact writeAll(ArtifactKind kind, Iterable<?> elements) throws IOException {
    return write(
        kind,
        out -> {
          if (kind.array()) {
            try (JsonGenerator generator = JSON.createGenerator(out)) {
              generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
              generator.writeStartArray();
              for (Object element : elements) {
                JSON.writeValue(generator, element);
              }
              generator.writeEndArray();
            }
          } else {
            for (Object element : elements) {
              out.write(JSON.writeValueAsBytes(element));
              out.write('\n');
            }
          }
        });
  }

  /** Writes a single value. */
  public DeclaredArtifact writeOne(ArtifactKind kind, Object value) throws IOException {
    return write(
        kind, out -> out.write(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)));
  }

  private DeclaredArtifact write(ArtifactKind kind, Body body) throws IOException {
    Path file = folder.resolve(kind.fileName());
    MessageDigest digest = Sha256.digest();
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
      body.writeTo(out);
    }
    return new DeclaredArtifact(kind.fileName(), Files.size(file), Sha256.hex(digest));
  }

  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
