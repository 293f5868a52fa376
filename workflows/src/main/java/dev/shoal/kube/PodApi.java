package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Live calls to the API server about pods; no cache stands between. */
public final class PodApi {
  private static final ResourceDefinitionContext JOBS =
      new ResourceDefinitionContext.Builder()
          .withGroup("shoal.dev")
          .withVersion("v1alpha1")
          .withKind("SimulationJob")
          .withPlural("simulationjobs")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;

  public PodApi(KubernetesClient client) {
    this.client = client;
  }

  /** Whether the job's resource is there, is the same one, and isn't being deleted. */
  public boolean jobIsLive(String namespace, String name, String uid) {
    return liveJob(namespace, name, uid).isPresent();
  }

  /** Whether a live job's {@code spec.podRetention} asks to keep the pod that made it fail. */
  public boolean keepsFailedPods(String namespace, String name, String uid) {
    return liveJob(namespace, name, uid)
        .map(job -> "OnFailure".equals(job.get("spec", "podRetention", "policy")))
        .orElse(false);
  }

  private Optional<GenericKubernetesResource> liveJob(String namespace, String name, String uid) {
    return Optional.ofNullable(
            client.genericKubernetesResources(JOBS).inNamespace(namespace).withName(name).get())
        .filter(job -> uid.equals(job.getMetadata().getUid()))
        .filter(job -> job.getMetadata().getDeletionTimestamp() == null);
  }

  public Optional<Pod> find(String namespace, String name) {
    return Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get());
  }

  /** Pods of a job's attempts 1 to {@code last}, found by their names, which nobody can edit. */
  public List<Pod> ofAttempts(String namespace, String jobId, int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(attempt -> find(namespace, JobNames.podName(jobId, attempt)))
        .flatMap(Optional::stream)
        .filter(pod -> belongsTo(jobId, pod))
        .toList();
  }

  /** All pods that are labelled as a job's, whatever their state. */
  public List<Pod> ofJob(String namespace, String jobId) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(JobLabels.JOB_UID, jobId)
        .list()
        .getItems();
  }

  /**
   * Creates a pod, or adopts the one of its name if its labels say that it is the same attempt: an
   * answer that was lost, or a try before ours, comes back as AlreadyExists.
   *
   * @throws IllegalStateException if another pod has the name
   */
  public Pod createOrAdopt(Pod pod) {
    try {
      return client.resource(pod).create();
    } catch (KubernetesClientException e) {
      if (!AlreadyExists.is(e)) {
        throw e;
      }
      Pod existing =
          find(pod.getMetadata().getNamespace(), pod.getMetadata().getName()).orElseThrow(() -> e);
      if (!sameAttempt(existing, pod)) {
        throw new IllegalStateException(
            "pod " + pod.getMetadata().getName() + " exists and is not of this attempt", e);
      }
      return existing;
    }
  }

  /** Creates a Secret; one that exists already is the same. */
  public void createIfAbsent(Secret secret) {
    AlreadyExists.orCreate(client, secret);
  }

  /** Deletes this very pod: the UID is a precondition, so a namesake is safe. */
  public void delete(Pod pod) {
    String path =
        "/api/v1/namespaces/%s/pods/%s"
            .formatted(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    try {
      client.raw(
          path,
          "DELETE",
          new DeleteOptionsBuilder()
              .withApiVersion("v1")
              .withKind("DeleteOptions")
              .withNewPreconditions(null, pod.getMetadata().getUid())
              .build());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_NOT_FOUND && e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static boolean belongsTo(String jobId, Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> jobId.equals(owner.getUid()));
  }

  private static boolean sameAttempt(Pod one, Pod other) {
    var labels = one.getMetadata().getLabels();
    var wanted = other.getMetadata().getLabels();
    return labels != null
        && Objects.equals(labels.get(JobLabels.JOB_UID), wanted.get(JobLabels.JOB_UID))
        && Objects.equals(labels.get(JobLabels.ATTEMPT), wanted.get(JobLabels.ATTEMPT));
  }
}
