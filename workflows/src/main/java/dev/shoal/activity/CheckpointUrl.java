package dev.shoal.activity;

import dev.shoal.job.JobNames;
import dev.shoal.job.TierPlan;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.workflow.PodRef;
import java.io.IOException;
import java.time.Duration;

/**
 * Where a pod stores its checkpoints. A URL is good for twice as long as a pod lives on without its
 * controller, and renewed at half of that, so that a pod that is cut off can still store its last.
 */
final class CheckpointUrl {
  private final ObjectStore store;
  private final String key;
  private final Duration lifetime;
  private long renewAt = System.nanoTime();

  CheckpointUrl(ObjectStore store, PodRef pod, TierPlan.Limits limits) {
    this.store = store;
    this.key = JobNames.checkpointKey(pod.job().jobId(), pod.attempt());
    this.lifetime = Duration.ofSeconds(2L * limits.orphanTimeoutSeconds());
  }

  /** Whether the pod needs a URL, or another one soon. */
  boolean due() {
    return System.nanoTime() - renewAt >= 0;
  }

  String mint() throws IOException {
    String url = store.presignOverwrite(key, lifetime);
    renewAt = System.nanoTime() + lifetime.dividedBy(2).toNanos();
    return url;
  }
}
