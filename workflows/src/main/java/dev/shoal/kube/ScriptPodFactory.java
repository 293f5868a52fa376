package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import dev.shoal.script.ScriptNames;
import dev.shoal.script.ScriptPlan;
import dev.shoal.work.Work;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the pod of a ScriptRun's attempt. A script runs in its user's image beside our worker,
 * which an init container puts there; simulations run in our own. It passes Pod Security
 * "restricted" and has no API token.
 */
public final class ScriptPodFactory {
  private static final long GRACE_SECONDS = 5;
  private static final long DEADLINE_SLACK_SECONDS = 3_600;
  private static final String ORPHAN_SECONDS = "900";
  private static final String WORKER_FOLDER = "/shoal";
  private static final Map<String, String> LEAST = Map.of("cpu", "50m", "memory", "256Mi");
  private final PodSettings settings;

  public ScriptPodFactory(PodSettings settings) {
    this.settings = settings;
  }

  /** The pod; the Secret that it mounts is created after it. */
  public Pod pod(Work<ScriptPlan, ?> work, int attempt) {
    ScriptPlan plan = work.plan();
    String name = ScriptNames.podName(work.id(), work.run(), attempt);
    ResourceRequirements resources = PodParts.resources(LEAST, plan.requests(), plan.limits());
    ScriptPlan.Script script = plan.script();
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("token")
            .withNewSecret()
            .withSecretName(name)
            .withDefaultMode(0440)
            .endSecret()
            .build());
    volumes.add(PodParts.emptyDir("work", null));
    volumes.add(PodParts.emptyDir("tmp", null));
    List<Container> installing = new ArrayList<>();
    if (script != null) {
      volumes.add(PodParts.emptyDir("worker", null));
      installing.add(installer(resources));
    }
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(work.namespace())
        .withLabels(
            new TreeMap<>(
                Map.of(
                    JobLabels.MANAGED_BY,
                    JobLabels.MANAGED_BY_SHOAL,
                    JobLabels.KIND,
                    ScriptNames.KIND,
                    JobLabels.JOB_UID,
                    work.id(),
                    JobLabels.JOB_NAME,
                    work.name(),
                    JobLabels.ATTEMPT,
                    work.run() + "." + attempt)))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("shoal.dev/v1alpha1")
                .withKind(ScriptNames.KIND)
                .withName(work.name())
                .withUid(work.id())
                .withController(true)
                .withBlockOwnerDeletion(false)
                .build())
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withActiveDeadlineSeconds(plan.timeoutSeconds() + DEADLINE_SLACK_SECONDS)
        .withSecurityContext(PodParts.nobody())
        .withInitContainers(installing)
        .withContainers(script == null ? ours(resources) : theirs(script, resources))
        .withVolumes(volumes)
        .endSpec()
        .build();
  }

  private Container installer(ResourceRequirements resources) {
    return new ContainerBuilder()
        .withName("install")
        .withImage(settings.image())
        .withImagePullPolicy(settings.pullPolicy())
        .withArgs("install", WORKER_FOLDER)
        .withResources(resources)
        .withSecurityContext(PodParts.restricted(null))
        .withVolumeMounts(PodParts.mount("worker", WORKER_FOLDER), PodParts.mount("tmp", "/tmp"))
        .build();
  }

  private Container ours(ResourceRequirements resources) {
    return worker(resources)
        .withImage(settings.image())
        .withImagePullPolicy(settings.pullPolicy())
        .build();
  }

  private Container theirs(ScriptPlan.Script script, ResourceRequirements resources) {
    return worker(resources)
        .withImage(script.image())
        .withCommand(WORKER_FOLDER + "/java/bin/java", "@" + WORKER_FOLDER + "/worker.args")
        .addAllToEnv(
            script.env().entrySet().stream()
                .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
                .toList())
        .addToVolumeMounts(PodParts.readOnly("worker", WORKER_FOLDER))
        .build();
  }

  private ContainerBuilder worker(ResourceRequirements resources) {
    List<EnvVar> env = new ArrayList<>();
    env.add(PodParts.env("SHOAL_PORT", Integer.toString(PodFactory.PORT)));
    env.add(PodParts.env("SHOAL_TOKEN_FILE", PodFactory.TOKEN_FOLDER + "/" + PodFactory.TOKEN_KEY));
    env.add(PodParts.env("SHOAL_WORK_DIR", "/work"));
    env.add(PodParts.env("SHOAL_ORPHAN_TIMEOUT_SECONDS", ORPHAN_SECONDS));
    env.addAll(settings.environment());
    return new ContainerBuilder()
        .withName(PodFactory.WORKER)
        .withEnv(env)
        .addNewPort()
        .withName("http")
        .withContainerPort(PodFactory.PORT)
        .endPort()
        .withResources(resources)
        .withSecurityContext(PodParts.restricted(null))
        .withVolumeMounts(
            PodParts.readOnly("token", PodFactory.TOKEN_FOLDER),
            PodParts.mount("work", "/work"),
            PodParts.mount("tmp", "/tmp"));
  }
}
