package dev.shoal.kube;

import dev.shoal.job.PodPlan;
import dev.shoal.job.TierPlan;
import java.util.Map;

/**
 * What a pod is built from.
 *
 * @param avoided names of nodes that were bad of late, each with the weight, 1 to 100, of
 *     preferring others
 */
public record PodRequest(
    String jobId,
    String jobName,
    String namespace,
    int attempt,
    TierPlan tier,
    PodPlan pod,
    Map<String, Integer> avoided) {}
