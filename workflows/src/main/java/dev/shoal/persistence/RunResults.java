package dev.shoal.persistence;

import dev.shoal.job.Artifact;
import dev.shoal.job.MarketResult;
import java.util.List;

/**
 * What a finished simulation leaves in its row.
 *
 * @param chatLog JSON, or the object's key where it exceeds 16 MiB; likewise {@code graph}
 * @param provisionSeconds from the pod's creation to its being healthy
 * @param pipelineSeconds from the start of the run to the artifacts being checked
 */
public record RunResults(
    List<Artifact> artifacts,
    String chatLog,
    String graph,
    String structured,
    List<MarketResult> markets,
    double provisionSeconds,
    double pipelineSeconds) {}
