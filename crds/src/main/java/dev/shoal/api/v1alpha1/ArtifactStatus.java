package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A file that the run left in the object store. */
public record ArtifactStatus(
    @JsonPropertyDescription("name of the file.") String name,
    @JsonPropertyDescription("key of the object in the installation's bucket.") String key,
    @JsonPropertyDescription("bytes of the file.") long bytes,
    @JsonPropertyDescription("sha256 of the file, in hexadecimal.") String sha256) {}
