package dev.shoal.operator.build;

import dev.shoal.operator.decision.Builds;
import dev.shoal.operator.decision.Builds.Step;
import dev.shoal.operator.temporal.BuildVersions;
import dev.shoal.temporal.TemporalConnection;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that each job ends on the build of the worker that it began on. */
public final class WorkerRollout {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRollout.class);

  private final WorkerDeployments deployments;
  private final BuildVersions versions;

  /**
   * Of an installation.
   *
   * @param namespace its own
   * @param deployment name of the worker's Deployment there
   */
  public WorkerRollout(
      KubernetesClient client, TemporalConnection temporal, String namespace, String deployment) {
    this.deployments = new WorkerDeployments(client, namespace, deployment);
    this.versions = new BuildVersions(temporal);
  }

  /** Looks at what there is, and does what is to be done. */
  public void look() {
    deployments.latest().ifPresent(this::look);
  }

  private void look(WorkerDeployments.Latest latest) {
    BuildVersions.Known known = versions.known();
    Builds builds =
        new Builds(
            latest.build(),
            known.current(),
            known.uses(),
            deployments.templates(latest),
            deployments.kept(latest));
    for (Step step : builds.decide()) {
      switch (step) {
        case Step.MakeCurrent(String build) -> {
          versions.makeCurrent(build);
          LOG.info("new jobs begin on build {} of the worker", build);
        }
        case Step.Keep(String build) -> {
          deployments.keep(build, latest);
          LOG.info("workers of build {} stay for the jobs that began on it", build);
        }
        case Step.MoveJobs(String build) -> {
          int moved = versions.moveWorkflows(build);
          LOG.warn(
              "no workers can be made of build {}: {} workflows go on with the current one",
              build,
              moved);
        }
        case Step.Remove(String build) -> {
          deployments.remove(build);
          LOG.info("no job needs the workers of build {} any more", build);
        }
      }
    }
  }
}
