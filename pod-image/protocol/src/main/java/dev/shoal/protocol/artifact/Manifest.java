package dev.shoal.protocol.artifact;

import dev.shoal.protocol.DeclaredArtifact;
import java.util.List;

/**
 * What a run consists of, and what made it. It says nothing of job or attempt, which its path does:
 * the same request gives the same bytes, on whichever pod.
 *
 * @param schemaVersion of the artifacts; a reader refuses what is newer than it knows
 * @param model {@code scripted} where no model was used
 * @param modelArguments command line of the model's server, empty without one
 * @param fallbackRate share of model calls that doing nothing stood in for, in [0, 1]
 * @param artifacts all files but this one
 */
public record Manifest(
    int schemaVersion,
    long rngSeed,
    String engine,
    String model,
    double fallbackRate,
    List<String> modelArguments,
    String engineBuild,
    List<DeclaredArtifact> artifacts) {
  /** Version that this code writes. */
  public static final int CURRENT_SCHEMA = 2;
}
