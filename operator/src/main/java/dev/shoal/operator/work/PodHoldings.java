package dev.shoal.operator.work;

import dev.shoal.job.JobLabels;
import dev.shoal.kube.Namespaces;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.WorkPods;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Pods that resources of a kind have by themselves, by their labels.
 *
 * @param <R> the resource
 */
public final class PodHoldings<R extends HasMetadata> implements Holdings<R> {
  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final Class<R> type;
  private final String kind;
  private final WorkPods pods;
  private final PodApi api;

  public PodHoldings(KubernetesClient client, Namespaces namespaces, Class<R> type) {
    this.client = client;
    this.namespaces = namespaces;
    this.type = type;
    this.kind = HasMetadata.getKind(type);
    this.pods = new WorkPods(client);
    this.api = new PodApi(client);
  }

  @Override
  public List<EventSource<?, R>> sources(EventSourceContext<R> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, type)
                .withName("pods")
                .withLabelSelector(JobLabels.KIND + "=" + kind)
                .withSecondaryToPrimaryMapper(PodHoldings::ownerOf)
                .build(),
            context));
  }

  @Override
  public boolean left(String namespace, String id) {
    return !pods.of(namespace, kind, id).isEmpty();
  }

  @Override
  public void reap(String namespace, String id) {
    pods.of(namespace, kind, id).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .forEach(api::delete);
  }

  @Override
  public List<Held> all() {
    return namespaces
        .in(client.pods())
        .flatMap(all -> all.withLabel(JobLabels.KIND, kind).list().getItems().stream())
        .map(Pod::getMetadata)
        .filter(pod -> pod.getLabels().containsKey(JobLabels.JOB_UID))
        .map(PodHoldings::held)
        .toList();
  }

  private static Held held(ObjectMeta pod) {
    return new Held(
        pod.getNamespace(),
        String.valueOf(pod.getLabels().get(JobLabels.JOB_UID)),
        Instant.parse(pod.getCreationTimestamp()));
  }

  private static Set<ResourceID> ownerOf(Pod pod) {
    ObjectMeta metadata = pod.getMetadata();
    return Set.of(
        new ResourceID(
            String.valueOf(metadata.getLabels().get(JobLabels.JOB_NAME)), metadata.getNamespace()));
  }
}
