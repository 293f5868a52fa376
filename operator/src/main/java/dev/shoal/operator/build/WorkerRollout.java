package dev.shoal.operator.build;

import static java.util.stream.Collectors.toSet;

import dev.shoal.operator.decision.Builds;
import dev.shoal.operator.decision.Builds.Step;
import dev.shoal.operator.temporal.BuildVersions;
import dev.shoal.temporal.TemporalConnection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
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
   * @param limit within which workers of an earlier build have to come up
   */
  public WorkerRollout(
      KubernetesClient client,
      TemporalConnection temporal,
      String namespace,
      String deployment,
      Duration limit) {
    this.deployments = new WorkerDeployments(client, namespace, deployment, limit);
    this.versions = new BuildVersions(temporal);
  }

  /** Looks at what there is, and does what is to be done. */
  public void look() {
    deployments.latest().ifPresent(this::look);
  }

  private void look(WorkerDeployments.Latest latest) {
    BuildVersions.Known known = versions.known();
    List<WorkerDeployments.Kept> kept = deployments.kept(latest);
    Builds builds =
        new Builds(
            latest.build(),
            known.current(),
            known.uses(),
            deployments.templates(latest),
            kept.stream().map(WorkerDeployments.Kept::build).collect(toSet()),
            kept.stream()
                .filter(WorkerDeployments.Kept::broken)
                .map(WorkerDeployments.Kept::build)
                .collect(toSet()));
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
              "no workers can be had of build {}: {} workflows go on with the current one",
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
