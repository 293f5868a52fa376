package dev.shoal.kube;

import static dev.shoal.kube.PodParts.emptyDir;
import static dev.shoal.kube.PodParts.env;
import static dev.shoal.kube.PodParts.holdGpus;
import static dev.shoal.kube.PodParts.mount;
import static dev.shoal.kube.PodParts.readOnly;
import static dev.shoal.kube.PodParts.restricted;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import dev.shoal.job.PodPlan;
import dev.shoal.job.TierPlan;
import dev.shoal.protocol.Wire;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTermBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the pod of an attempt: the worker, and for engine llm the vLLM server as a native sidecar
 * that holds the GPUs. It passes Pod Security "restricted".
 */
public final class PodFactory {
  /** Port of the worker's API. */
  public static final int PORT = 5000;

  /** Key of the token in the pod's Secret. */
  public static final String TOKEN_KEY = "token";

  /** The container that the engine runs in. */
  static final String WORKER = "worker";

  static final String TOKEN_FOLDER = "/var/run/shoal";
  private static final long GRACE_SECONDS = 10;
  private static final long DEADLINE_SLACK_SECONDS = 1800;
  private static final String MODEL_SERVER = "http://127.0.0.1:8000";

  private final PodSettings settings;

  public PodFactory(PodSettings settings) {
    this.settings = settings;
  }

  /** The pod; the Secret that it mounts is created after it. */
  public Pod pod(PodRequest request) {
    TierPlan tier = request.tier();
    boolean model = tier.engine().equals("llm");
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder()
            .withName("token")
            .withNewSecret()
            .withSecretName(JobNames.podName(request.jobId(), request.attempt()))
            .withDefaultMode(0440)
            .endSecret()
            .build());
    volumes.add(emptyDir("work", null));
    volumes.add(emptyDir("tmp", null));
    List<Container> sidecars = new ArrayList<>();
    if (model) {
      volumes.addAll(ModelServer.volumes(tier));
      sidecars.addAll(ModelServer.containers(tier, settings));
    }
    return new PodBuilder()
        .withNewMetadata()
        .withName(JobNames.podName(request.jobId(), request.attempt()))
        .withNamespace(request.namespace())
        .withLabels(labels(request))
        .withAnnotations(request.pod().annotations())
        .withOwnerReferences(owner(request))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withActiveDeadlineSeconds(deadline(tier.limits()))
        .withRuntimeClassName(tier.runtimeClassName())
        .withPriorityClassName(tier.priorityClassName())
        .withNodeSelector(nodeSelector(tier))
        .withServiceAccountName(request.pod().serviceAccount())
        .withImagePullSecrets(
            request.pod().pullSecrets().stream().map(LocalObjectReference::new).toList())
        .withTolerations(
            Stream.concat(tier.tolerations().stream(), request.pod().tolerations().stream())
                .toList())
        .withAffinity(avoiding(request.avoided()))
        .withSecurityContext(PodParts.nobody())
        .withInitContainers(sidecars)
        .withContainers(worker(tier, request.pod(), model))
        .withVolumes(volumes)
        .endSpec()
        .build();
  }

  /**
   * The Secret with the attempt's token, owned by its pod, so that it goes with it.
   *
   * @param weights links to the model's files, for a pod that fetches them
   */
  public static Secret secret(Pod pod, String token, @Nullable String weights) {
    Map<String, String> data = new TreeMap<>();
    data.put(TOKEN_KEY, token);
    if (weights != null) {
      data.put(ModelServer.WEIGHTS_KEY, weights);
    }
    return new SecretBuilder()
        .withNewMetadata()
        .withName(pod.getMetadata().getName())
        .withNamespace(pod.getMetadata().getNamespace())
        .withLabels(pod.getMetadata().getLabels())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .build())
        .endMetadata()
        .withImmutable(true)
        .withStringData(data)
        .build();
  }

  private Container worker(TierPlan tier, PodPlan pod, boolean model) {
    List<EnvVar> env = new ArrayList<>();
    env.add(env("SHOAL_PORT", Integer.toString(PORT)));
    env.add(env("SHOAL_TOKEN_FILE", TOKEN_FOLDER + "/" + TOKEN_KEY));
    env.add(env("SHOAL_WORK_DIR", "/work"));
    env.add(
        env(
            "SHOAL_ORPHAN_TIMEOUT_SECONDS",
            Integer.toString(tier.limits().orphanTimeoutSeconds())));
    if (tier.gpuCount() > 0) {
      env.add(env("SHOAL_GPU", tier.gpuResource()));
    }
    env.addAll(settings.environment());
    String modelId = tier.modelId();
    if (model && modelId != null) {
      env.add(env("SHOAL_MODEL_ID", modelId));
      env.add(env("SHOAL_MODEL_URL", MODEL_SERVER));
      env.add(env("SHOAL_MODEL_ANSWERS", tier.serving().answerFormat()));
      env.add(env("SHOAL_MODEL_ARGS", asJson(ModelServer.arguments(tier))));
    }
    Map<String, Quantity> limits = new TreeMap<>();
    limits.put("memory", new Quantity("1Gi"));
    Map<String, Quantity> requests = new TreeMap<>();
    requests.put("cpu", new Quantity("50m"));
    requests.put("memory", new Quantity("256Mi"));
    // Where a job gives one of the two, ours of the other could contradict it.
    requests.keySet().removeAll(pod.limits().keySet());
    limits.keySet().removeAll(pod.requests().keySet());
    pod.limits().forEach((resource, most) -> limits.put(resource, new Quantity(most)));
    pod.requests().forEach((resource, least) -> requests.put(resource, new Quantity(least)));
    if (!model) {
      holdGpus(tier, limits, requests);
    }
    return new ContainerBuilder()
        .withName(WORKER)
        .withImage(settings.image())
        .withImagePullPolicy(settings.pullPolicy())
        .withEnv(env)
        .addNewPort()
        .withName("http")
        .withContainerPort(PORT)
        .endPort()
        .withNewResources()
        .withLimits(limits)
        .withRequests(requests)
        .endResources()
        .withSecurityContext(restricted(null))
        .withVolumeMounts(
            readOnly("token", TOKEN_FOLDER), mount("work", "/work"), mount("tmp", "/tmp"))
        .build();
  }

  private static String asJson(List<String> values) {
    try {
      return Wire.json().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings can be written", e);
    }
  }

  private static Map<String, String> labels(PodRequest request) {
    Map<String, String> labels = new TreeMap<>(request.pod().labels());
    labels.put(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL);
    labels.put(JobLabels.JOB_UID, request.jobId());
    labels.put(JobLabels.JOB_NAME, request.jobName());
    labels.put(JobLabels.ATTEMPT, Integer.toString(request.attempt()));
    return labels;
  }

  private static OwnerReference owner(PodRequest request) {
    return new OwnerReferenceBuilder()
        .withApiVersion("shoal.dev/v1alpha1")
        .withKind("SimulationJob")
        .withName(request.jobName())
        .withUid(request.jobId())
        .withController(true)
        .withBlockOwnerDeletion(false)
        .build();
  }

  private static Map<String, String> nodeSelector(TierPlan tier) {
    Map<String, String> selector = new TreeMap<>(tier.nodeSelector());
    String gpuType = tier.gpuType();
    if (gpuType != null && tier.gpuCount() > 0) {
      selector.put(tier.gpuLabel(), gpuType);
    }
    return selector;
  }

  private static @Nullable Affinity avoiding(Map<String, Integer> nodes) {
    if (nodes.isEmpty()) {
      return null;
    }
    List<PreferredSchedulingTerm> others =
        new TreeMap<>(nodes)
            .entrySet().stream()
                .map(
                    node ->
                        new PreferredSchedulingTermBuilder()
                            .withWeight(node.getValue())
                            .withNewPreference()
                            .addNewMatchField()
                            .withKey("metadata.name")
                            .withOperator("NotIn")
                            .withValues(node.getKey())
                            .endMatchField()
                            .endPreference()
                            .build())
                .toList();
    return new AffinityBuilder()
        .withNewNodeAffinity()
        .withPreferredDuringSchedulingIgnoredDuringExecution(others)
        .endNodeAffinity()
        .build();
  }

  private static long deadline(TierPlan.Limits limits) {
    return (long) limits.provisionSeconds()
        + limits.healthSeconds()
        + limits.runSeconds()
        + DEADLINE_SLACK_SECONDS;
  }
}
