package dev.shoal.protocol.artifact;

import dev.shoal.protocol.DeclaredArtifact;
import java.util.List;

/**
 * What a run consists of, and what made it.
 *
 * @param schemaVersion of the artifacts; a reader refuses what is newer than it knows
 * @param model {@code scripted} where no model was used
 * @param fallbackRate share of model calls that doing nothing stood in for, in [0, 1]
 * @param artifacts all files but this one
 */
public record Manifest(
    int schemaVersion,
    String jobId,
    int attempt,
    long rngSeed,
    String engine,
    String model,
    double fallbackRate,
    String engineBuild,
    List<DeclaredArtifact> artifacts) {
  /** Version that this code writes. */
  public static final int CURRENT_SCHEMA = 1;
}
