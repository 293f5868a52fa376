package dev.shoal.kube;

import static dev.shoal.kube.PodParts.emptyDir;
import static dev.shoal.kube.PodParts.env;
import static dev.shoal.kube.PodParts.holdGpus;
import static dev.shoal.kube.PodParts.mount;
import static dev.shoal.kube.PodParts.readOnly;
import static dev.shoal.kube.PodParts.restricted;

import dev.shoal.job.TierPlan;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What engine llm adds to a pod: the unmodified vLLM server as a native sidecar that holds the
 * GPUs, and where the tier says so a container before it that pulls the weights.
 */
final class ModelServer {
  /** Key of the links to the weights in the pod's Secret. */
  static final String WEIGHTS_KEY = "weights.json";

  private static final String WEIGHTS = "/weights";
  private static final String MODEL_CACHE = "/model-home/huggingface";

  private ModelServer() {}

  static List<Volume> volumes(TierPlan tier) {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(emptyDir("model-home", null));
    volumes.add(emptyDir("model-tmp", null));
    volumes.add(emptyDir("shm", "Memory"));
    String claim = tier.serving().cacheClaim();
    if (claim != null) {
      volumes.add(
          new VolumeBuilder()
              .withName("model-cache")
              .withNewPersistentVolumeClaim(claim, false)
              .build());
    }
    if (tier.serving().weightsPrefix() != null) {
      volumes.add(emptyDir("weights", null));
    }
    return volumes;
  }

  /** In the order in which they start. */
  static List<Container> containers(TierPlan tier, PodSettings settings) {
    return tier.serving().weightsPrefix() == null
        ? List.of(vllm(tier))
        : List.of(fetchWeights(settings), vllm(tier));
  }

  /** Pulls the weights before the model's server starts; our own image, without a GPU. */
  private static Container fetchWeights(PodSettings settings) {
    return new ContainerBuilder()
        .withName("weights")
        .withImage(settings.image())
        .withImagePullPolicy(settings.pullPolicy())
        .withArgs("fetch-weights", PodFactory.TOKEN_FOLDER + "/" + WEIGHTS_KEY, WEIGHTS)
        .withEnv(settings.environment())
        .withNewResources()
        .withLimits(Map.of("memory", new Quantity("512Mi")))
        .withRequests(
            new TreeMap<>(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("256Mi"))))
        .endResources()
        .withSecurityContext(restricted(null))
        .withVolumeMounts(
            readOnly("token", PodFactory.TOKEN_FOLDER),
            mount("weights", WEIGHTS),
            mount("tmp", "/tmp"))
        .build();
  }

  private static Container vllm(TierPlan tier) {
    Map<String, Quantity> limits = new TreeMap<>();
    Map<String, Quantity> requests = new TreeMap<>();
    holdGpus(tier, limits, requests);
    List<EnvVar> env =
        new ArrayList<>(
            List.of(
                env("HOME", "/model-home"),
                env("USER", "vllm"),
                env("TMPDIR", "/model-tmp"),
                env("XDG_CACHE_HOME", "/model-home/.cache"),
                env("HF_HOME", MODEL_CACHE),
                env("VLLM_CACHE_ROOT", "/model-home/vllm"),
                env("TORCHINDUCTOR_CACHE_DIR", "/model-home/inductor"),
                env("TRITON_CACHE_DIR", "/model-home/triton")));
    TierPlan.SecretRef token = tier.serving().hubToken();
    if (token != null) {
      env.add(
          new EnvVarBuilder()
              .withName("HF_TOKEN")
              .withNewValueFrom()
              .withNewSecretKeyRef(token.key(), token.name(), false)
              .endValueFrom()
              .build());
    }
    List<VolumeMount> mounts =
        new ArrayList<>(
            List.of(
                mount("model-home", "/model-home"),
                mount("model-tmp", "/model-tmp"),
                mount("shm", "/dev/shm")));
    if (tier.serving().weightsPrefix() != null) {
      mounts.add(readOnly("weights", WEIGHTS));
    }
    if (tier.serving().cacheClaim() != null) {
      mounts.add(mount("model-cache", MODEL_CACHE));
    }
    return new ContainerBuilder()
        .withName("vllm")
        .withImage(tier.vllmImage())
        .withRestartPolicy("Always")
        .withCommand("vllm", "serve")
        .withArgs(arguments(tier))
        .withEnv(env)
        .withNewResources()
        .withLimits(limits)
        .withRequests(requests)
        .endResources()
        .withSecurityContext(restricted(tier.vllmRunAsUser()))
        .withVolumeMounts(mounts)
        .build();
  }

  /** Arguments of {@code vllm}, the model first. */
  static List<String> arguments(TierPlan tier) {
    List<String> args = new ArrayList<>();
    String modelId = String.valueOf(tier.modelId());
    if (tier.serving().weightsPrefix() == null) {
      args.add(modelId);
    } else {
      args.addAll(List.of(WEIGHTS, "--served-model-name", modelId));
    }
    args.addAll(List.of("--host", "127.0.0.1", "--port", "8000"));
    args.addAll(tier.vllmArgs());
    return args;
  }
}
