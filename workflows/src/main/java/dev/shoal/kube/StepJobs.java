package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.job.JobLabels;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;

/** Live calls to the API server about batch/v1 Jobs and their pods; no cache stands between. */
public final class StepJobs {
  private static final String JOB_NAME = "batch.kubernetes.io/job-name";

  private final KubernetesClient client;

  public StepJobs(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Creates a Job, or finds the one that an earlier try created.
   *
   * @throws IllegalStateException if another one has its name
   */
  public Job createOrAdopt(Job job) {
    try {
      return client.resource(job).create();
    } catch (KubernetesClientException e) {
      if (!AlreadyExists.is(e)) {
        throw e;
      }
      Job there =
          find(job.getMetadata().getNamespace(), job.getMetadata().getName()).orElseThrow(() -> e);
      if (!uid(job).equals(uid(there))) {
        throw new IllegalStateException(
            "Job %s exists and is not ours".formatted(job.getMetadata().getName()), e);
      }
      return there;
    }
  }

  /** Creates a Secret; one that exists already is the same. */
  public void createIfAbsent(Secret secret) {
    AlreadyExists.orCreate(client, secret);
  }

  public Optional<Job> find(String namespace, String name) {
    return Optional.ofNullable(
        client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
  }

  /** All Jobs that belong to a resource. */
  public List<Job> of(String namespace, String id) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withLabel(JobLabels.JOB_UID, id)
        .list()
        .getItems();
  }

  /** All pods that belong to a resource. */
  public List<Pod> podsOf(String namespace, String id) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabel(JobLabels.JOB_UID, id)
        .withLabel(JobLabels.KIND)
        .list()
        .getItems();
  }

  /** Pods of a Job. */
  public List<Pod> pods(Job job) {
    return client
        .pods()
        .inNamespace(job.getMetadata().getNamespace())
        .withLabel(JOB_NAME, job.getMetadata().getName())
        .list()
        .getItems();
  }

  /** The newest lines that a pod has logged; none if they can't be had now. */
  public List<String> log(Pod pod, int lines) {
    try {
      return client.pods().resource(pod).tailingLines(lines).getLog().lines().toList();
    } catch (KubernetesClientException e) {
      return List.of(); // its container has not begun, or its node does not answer
    }
  }

  /** Deletes a Job; its pods are told to end before it is gone. */
  public void delete(Job job) {
    try {
      client.resource(job).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_NOT_FOUND && e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  private static String uid(Job job) {
    return String.valueOf(job.getMetadata().getLabels().get(JobLabels.JOB_UID));
  }
}
