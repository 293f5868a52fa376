package dev.shoal.kube;

import dev.shoal.job.TierPlan;
import java.util.List;

/**
 * What a pod is built from.
 *
 * @param avoidNodes that were bad for this job: the scheduler prefers others
 */
public record PodRequest(
    String jobId,
    String jobName,
    String namespace,
    int attempt,
    TierPlan tier,
    List<String> avoidNodes) {}
