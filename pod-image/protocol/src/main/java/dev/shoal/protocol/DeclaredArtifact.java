package dev.shoal.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * A file that the pod will upload, as it declares it before any URL is minted.
 *
 * @param name file name, without a path
 * @param bytes length
 * @param sha256 digest, lower-case hexadecimal
 */
public record DeclaredArtifact(String name, long bytes, String sha256) {
  /** A file as it lies there, read piece by piece. */
  public static DeclaredArtifact of(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new DeclaredArtifact(
        String.valueOf(file.getFileName()), Files.size(file), Sha256.hex(digest));
  }
}
