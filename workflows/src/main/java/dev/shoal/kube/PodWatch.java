package dev.shoal.kube;

import dev.shoal.job.JobLabels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One watch a namespace on all of Shoal's pods, shared by everything in the process that waits for
 * one.
 */
public final class PodWatch implements AutoCloseable {
  private final PodApi api;
  private final List<SharedIndexInformer<Pod>> informers;
  private final Map<String, Semaphore> waiters = new ConcurrentHashMap<>();

  public PodWatch(KubernetesClient client, Namespaces namespaces, PodApi api) {
    this.api = api;
    this.informers =
        namespaces
            .in(client.pods())
            .map(
                pods ->
                    pods.withLabel(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL)
                        .runnableInformer(0))
            .toList();
    ResourceEventHandler<Pod> waking =
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Pod pod) {
            wake(pod);
          }

          @Override
          public void onUpdate(Pod before, Pod pod) {
            wake(pod);
          }

          @Override
          public void onDelete(Pod pod, boolean unknownState) {
            wake(pod);
          }
        };
    informers.forEach(informer -> informer.addEventHandler(waking));
  }

  public void start() {
    informers.forEach(SharedIndexInformer::start);
  }

  /** The pod as last seen; one that was never seen is asked for at the API server. */
  public Optional<Pod> find(String namespace, String name) {
    return informers.stream()
        .map(informer -> informer.getIndexer().getByKey(namespace + "/" + name))
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> api.find(namespace, name));
  }

  /** Waits until the pod has changed, or for a time. */
  public void awaitChange(String namespace, String name, Duration atMost)
      throws InterruptedException {
    Semaphore changes = waiters.computeIfAbsent(namespace + "/" + name, key -> new Semaphore(0));
    if (changes.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      changes.drainPermits();
    }
  }

  /** Forgets who waited for a pod that is gone. */
  public void forget(String namespace, String name) {
    waiters.remove(namespace + "/" + name);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private void wake(Pod pod) {
    Semaphore waiting =
        waiters.get(pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName());
    if (waiting != null) {
      waiting.release();
    }
  }
}
