package dev.shoal.protocol;

/**
 * A file that the pod will upload, as it declares it before any URL is minted.
 *
 * @param name file name, without a path
 * @param bytes length
 * @param sha256 digest, lower-case hexadecimal
 */
public record DeclaredArtifact(String name, long bytes, String sha256) {}
