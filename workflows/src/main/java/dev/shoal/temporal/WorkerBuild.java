package dev.shoal.temporal;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;

/**
 * The build of a worker, which a workflow that begins on it ends on.
 *
 * @param id of the build, the same for all its workers
 */
public record WorkerBuild(String id) {
  /** Name of the worker deployment in Temporal's namespace, whose versions are the builds. */
  public static final String DEPLOYMENT = "shoal";

  /** What a worker of the build tells Temporal. */
  public WorkerDeploymentOptions options() {
    return WorkerDeploymentOptions.newBuilder()
        .setVersion(new WorkerDeploymentVersion(DEPLOYMENT, id))
        .setUseVersioning(true)
        .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
        .build();
  }
}
