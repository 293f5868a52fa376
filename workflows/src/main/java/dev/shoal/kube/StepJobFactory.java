package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingPlan;
import dev.shoal.training.TrainingStep;
import dev.shoal.work.Work;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the batch/v1 Job of a training's step. Its pod passes Pod Security "restricted", has no
 * API token, and finds its links to the store as files of {@value #FOLDER}.
 */
public final class StepJobFactory {
  /** Where a step finds its links. */
  public static final String FOLDER = "/shoal";

  private static final long GRACE_SECONDS = 30;
  private static final Map<String, String> LEAST = Map.of("cpu", "100m", "memory", "256Mi");

  private StepJobFactory() {}

  /** The Job; the Secret that its pods mount is created after it. */
  public static Job job(Work<TrainingPlan, ?> work, TrainingStep step) {
    TrainingPlan.Container container = work.plan().container(step).orElseThrow();
    String name = TrainingNames.jobName(work.id(), work.run(), step);
    Map<String, String> labels =
        Map.of(
            JobLabels.MANAGED_BY,
            JobLabels.MANAGED_BY_SHOAL,
            JobLabels.KIND,
            TrainingNames.KIND,
            JobLabels.JOB_UID,
            work.id(),
            JobLabels.JOB_NAME,
            work.name());
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(work.namespace())
        .withLabels(queued(labels, work.plan().queue()))
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("shoal.dev/v1alpha1")
                .withKind(TrainingNames.KIND)
                .withName(work.name())
                .withUid(work.id())
                .withController(true)
                .build())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(container.backoffLimit())
        .withActiveDeadlineSeconds(container.deadlineSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNodeSelector(container.nodeSelector())
        .withTolerations(container.tolerations())
        .withSecurityContext(PodParts.nobody())
        .withContainers(container(container, step))
        .withVolumes(
            new VolumeBuilder()
                .withName("links")
                .withNewSecret()
                .withSecretName(name)
                .withDefaultMode(0440)
                .endSecret()
                .build(),
            PodParts.emptyDir("tmp", null))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** A queue's webhook suspends what has its label, until there is room. */
  private static Map<String, String> queued(Map<String, String> labels, @Nullable String queue) {
    Map<String, String> all = new HashMap<>(labels);
    if (queue != null) {
      all.put(JobLabels.QUEUE, queue);
    }
    return all;
  }

  /** The Secret with a step's links, owned by its Job, so that it goes with it. */
  public static Secret links(Job job, Map<String, String> links) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName())
        .withNamespace(job.getMetadata().getNamespace())
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .build())
        .endMetadata()
        .withStringData(links)
        .build();
  }

  private static Container container(TrainingPlan.Container plan, TrainingStep step) {
    Map<String, String> requests = new TreeMap<>(plan.requests());
    Map<String, String> limits = new TreeMap<>(plan.limits());
    if (plan.gpuCount() > 0) {
      String gpus = Integer.toString(plan.gpuCount());
      requests.put(TrainingPlan.GPUS, gpus);
      limits.put(TrainingPlan.GPUS, gpus);
    }
    return new ContainerBuilder()
        .withName(step.title())
        .withImage(plan.image())
        .withCommand(plan.command())
        .withArgs(plan.args())
        .withEnv(
            plan.env().entrySet().stream()
                .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
                .toList())
        .withSecurityContext(PodParts.restricted(null))
        .withResources(PodParts.resources(LEAST, requests, limits))
        .withVolumeMounts(PodParts.readOnly("links", FOLDER), PodParts.mount("tmp", "/tmp"))
        .build();
  }
}
