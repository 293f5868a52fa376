package dev.shoal.operator.training;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.job.JobLabels;
import dev.shoal.kube.Namespaces;
import dev.shoal.kube.StepJobs;
import dev.shoal.operator.work.Holdings;
import dev.shoal.training.TrainingNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The batch Jobs of trainings and their pods. */
public final class StepJobHoldings implements Holdings<TrainingJob> {
  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final StepJobs jobs;

  public StepJobHoldings(KubernetesClient client, Namespaces namespaces) {
    this.client = client;
    this.namespaces = namespaces;
    this.jobs = new StepJobs(client);
  }

  @Override
  public List<EventSource<?, TrainingJob>> sources(EventSourceContext<TrainingJob> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Job.class, TrainingJob.class)
                .withName("step-jobs")
                .withLabelSelector(JobLabels.KIND + "=" + TrainingNames.KIND)
                .withSecondaryToPrimaryMapper(StepJobHoldings::ownerOf)
                .build(),
            context));
  }

  @Override
  public boolean left(String namespace, String id) {
    return !jobs.of(namespace, id).isEmpty() || !jobs.podsOf(namespace, id).isEmpty();
  }

  @Override
  public void reap(String namespace, String id) {
    jobs.of(namespace, id).stream().filter(StepJobHoldings::stays).forEach(jobs::delete);
    jobs.podsOf(namespace, id).stream()
        .filter(StepJobHoldings::stays)
        .forEach(pod -> client.resource(pod).delete());
  }

  @Override
  public List<Held> all() {
    return Stream.concat(
            namespaces
                .in(client.batch().v1().jobs())
                .flatMap(all -> all.withLabel(JobLabels.KIND).list().getItems().stream()),
            namespaces
                .in(client.pods())
                .flatMap(all -> all.withLabel(JobLabels.KIND).list().getItems().stream()))
        .filter(one -> TrainingNames.KIND.equals(label(one, JobLabels.KIND)))
        .map(HasMetadata::getMetadata)
        .filter(one -> one.getLabels().containsKey(JobLabels.JOB_UID))
        .map(StepJobHoldings::held)
        .toList();
  }

  private static Held held(ObjectMeta one) {
    return new Held(
        one.getNamespace(),
        String.valueOf(one.getLabels().get(JobLabels.JOB_UID)),
        Instant.parse(one.getCreationTimestamp()));
  }

  private static boolean stays(HasMetadata one) {
    return one.getMetadata().getDeletionTimestamp() == null;
  }

  private static String label(HasMetadata one, String name) {
    return String.valueOf(one.getMetadata().getLabels().get(name));
  }

  private static Set<ResourceID> ownerOf(Job job) {
    return Set.of(new ResourceID(label(job, JobLabels.JOB_NAME), job.getMetadata().getNamespace()));
  }
}
