package dev.shoal.kube;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.schedule.ScheduleNames;
import dev.shoal.schedule.ScheduleRef;
import dev.shoal.schedule.StartDecision;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Live calls to the API server about WorkflowSchedules and what they make. */
public final class Schedules {
  private static final int INVALID = 422;
  private static final Set<String> ENDED = Set.of("Completed", "Succeeded", "Failed");

  /** The kinds that a template may have, by its field. */
  private static final Map<String, ResourceDefinitionContext> KINDS =
      Map.of(
          "simulationJob", kind("SimulationJob", "simulationjobs"),
          "trainingJob", kind("TrainingJob", "trainingjobs"),
          "reportRun", kind("ReportRun", "reportruns"),
          "sourceSync", kind("SourceSync", "sourcesyncs"));

  private static final ResourceDefinitionContext SCHEDULES =
      kind("WorkflowSchedule", "workflowschedules");

  private final KubernetesClient client;

  public Schedules(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A schedule as its spec is now.
   *
   * @param kind of its template
   * @param spec of what is made
   */
  public record Found(
      GenericKubernetesResource resource,
      ResourceDefinitionContext kind,
      Object spec,
      Map<String, String> labels,
      String cron,
      ZoneId zone,
      StartDecision.Rules rules) {}

  /** The schedule, unless it is gone or about to go. */
  public Optional<Found> find(ScheduleRef ref) {
    GenericKubernetesResource resource =
        client
            .genericKubernetesResources(SCHEDULES)
            .inNamespace(ref.namespace())
            .withName(ref.name())
            .get();
    if (resource == null
        || !ref.id().equals(resource.getMetadata().getUid())
        || resource.getMetadata().getDeletionTimestamp() != null) {
      return Optional.empty();
    }
    Map<String, Object> template = resource.get("spec", "template");
    for (Map.Entry<String, ResourceDefinitionContext> kind : KINDS.entrySet()) {
      Object spec = template.get(kind.getKey());
      if (spec != null) {
        return Optional.of(
            new Found(
                resource,
                kind.getValue(),
                spec,
                labels(template),
                text(resource, "schedule"),
                ZoneId.of(text(resource, "timeZone")),
                new StartDecision.Rules(
                    text(resource, "concurrencyPolicy"),
                    Duration.ofSeconds(
                        Long.parseLong(text(resource, "startingDeadlineSeconds"))))));
      }
    }
    return Optional.empty();
  }

  /** A field of the spec, which the API server has filled in. */
  private static String text(GenericKubernetesResource schedule, String field) {
    return String.valueOf(schedule.<Object>get("spec", field));
  }

  private static Map<String, String> labels(Map<String, Object> template) {
    Map<String, String> labels = new HashMap<>();
    if (template.get("labels") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    }
    return labels;
  }

  /** Names of what it made that has not ended. */
  public List<String> active(Found schedule) {
    return client
        .genericKubernetesResources(schedule.kind())
        .inNamespace(schedule.resource().getMetadata().getNamespace())
        .withLabel(ScheduleNames.SCHEDULE_UID, schedule.resource().getMetadata().getUid())
        .list()
        .getItems()
        .stream()
        .filter(one -> !ENDED.contains(String.valueOf(one.<Object>get("status", "phase"))))
        .map(one -> one.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** Deletes something that it made. */
  public void delete(Found schedule, String name) {
    try {
      client
          .genericKubernetesResources(schedule.kind())
          .inNamespace(schedule.resource().getMetadata().getNamespace())
          .withName(name)
          .delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Makes what the template says, or finds it made; why it is refused, if it is. */
  public Optional<String> create(Found schedule, String name) {
    var metadata = schedule.resource().getMetadata();
    Map<String, String> labels = new HashMap<>(schedule.labels());
    labels.put(ScheduleNames.SCHEDULE_UID, metadata.getUid());
    labels.put(ScheduleNames.SCHEDULE_NAME, metadata.getName());
    GenericKubernetesResource child = new GenericKubernetesResource();
    child.setApiVersion(schedule.resource().getApiVersion());
    child.setKind(schedule.kind().getKind());
    child.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(metadata.getNamespace())
            .withLabels(labels)
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(schedule.resource().getApiVersion())
                    .withKind(schedule.resource().getKind())
                    .withName(metadata.getName())
                    .withUid(metadata.getUid())
                    .withController(true)
                    .build())
            .build());
    child.setAdditionalProperty("spec", schedule.spec());
    try {
      client.resource(child).create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (AlreadyExists.is(e)) {
        return ofAnother(schedule, name);
      }
      if (e.getCode() == INVALID || e.getCode() == HTTP_FORBIDDEN) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private Optional<String> ofAnother(Found schedule, String name) {
    var metadata = schedule.resource().getMetadata();
    GenericKubernetesResource there =
        client
            .genericKubernetesResources(schedule.kind())
            .inNamespace(metadata.getNamespace())
            .withName(name)
            .get();
    Map<String, String> labels = there == null ? null : there.getMetadata().getLabels();
    boolean ours =
        labels == null
            ? there == null
            : metadata.getUid().equals(labels.get(ScheduleNames.SCHEDULE_UID));
    return ours
        ? Optional.empty()
        : Optional.of("%s is there, and not of this schedule".formatted(name));
  }

  private static ResourceDefinitionContext kind(String kind, String plural) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("shoal.dev")
        .withVersion("v1alpha1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
