package dev.shoal.operator.build;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The worker's Deployments: the chart's, which new jobs begin on, and one of each earlier build
 * that is kept. An earlier build's pod template is in the history that the chart's Deployment
 * keeps.
 */
final class WorkerDeployments {
  /** Label of a pod template: which build it is of. */
  static final String BUILD = "shoal.dev/build";

  /** Label that parts the pods of the chart's Deployment from those that are kept. */
  static final String SERVES = "shoal.dev/serves";

  private static final String EARLIER_JOBS = "earlier-jobs";
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String REPLICAS = "deployment.kubernetes.io/desired-replicas";

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final Duration limit;

  /**
   * Of an installation.
   *
   * @param namespace its own
   * @param name of the chart's Deployment
   * @param limit within which kept workers have to come up
   */
  WorkerDeployments(KubernetesClient client, String namespace, String name, Duration limit) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    this.limit = limit;
  }

  /**
   * The chart's Deployment.
   *
   * @param build that its template is of
   */
  record Latest(Deployment deployment, String build) {}

  /** The chart's Deployment; empty while there is none, or none that says its build. */
  Optional<Latest> latest() {
    return Optional.ofNullable(
            client.apps().deployments().inNamespace(namespace).withName(name).get())
        .flatMap(
            deployment ->
                build(deployment.getSpec().getTemplate())
                    .map(build -> new Latest(deployment, build)));
  }

  private static Optional<String> build(PodTemplateSpec template) {
    return Optional.ofNullable(template.getMetadata().getLabels()).map(labels -> labels.get(BUILD));
  }

  /** Builds that workers can be made of. */
  Set<String> templates(Latest latest) {
    return history(latest).keySet();
  }

  /** The newest ReplicaSet of each build. */
  private Map<String, ReplicaSet> history(Latest latest) {
    Deployment deployment = latest.deployment();
    Map<String, ReplicaSet> newest = new HashMap<>();
    client
        .apps()
        .replicaSets()
        .inNamespace(namespace)
        .withLabelSelector(deployment.getSpec().getSelector())
        .list()
        .getItems()
        .stream()
        .filter(set -> set.hasOwnerReferenceFor(deployment))
        .sorted(Comparator.comparingLong(WorkerDeployments::revision))
        .forEach(set -> build(set.getSpec().getTemplate()).ifPresent(b -> newest.put(b, set)));
    return newest;
  }

  private static long revision(ReplicaSet set) {
    return Long.parseLong(set.getMetadata().getAnnotations().getOrDefault(REVISION, "0"));
  }

  /**
   * Workers that are kept.
   *
   * @param build that they are of
   * @param broken whether they did not come up in time, say for a Secret that has gone since
   */
  record Kept(String build, boolean broken) {}

  /** What is kept. */
  List<Kept> kept(Latest latest) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withLabel(SERVES, EARLIER_JOBS)
        .list()
        .getItems()
        .stream()
        .filter(deployment -> deployment.hasOwnerReferenceFor(latest.deployment()))
        .flatMap(
            deployment ->
                build(deployment.getSpec().getTemplate()).stream()
                    .map(build -> new Kept(build, broken(deployment))))
        .toList();
  }

  private static boolean broken(Deployment kept) {
    return kept.getStatus() != null
        && kept.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Progressing")
                        && condition.getStatus().equals("False"));
  }

  /** Makes workers of an earlier build; they go when the chart's Deployment goes. */
  void keep(String build, Latest latest) {
    Optional.ofNullable(history(latest).get(build))
        .map(earlier -> copy(build, earlier, latest.deployment()))
        .ifPresent(kept -> client.apps().deployments().resource(kept).create());
  }

  private Deployment copy(String build, ReplicaSet earlier, Deployment latest) {
    PodTemplateSpec template = earlier.getSpec().getTemplate();
    Map<String, String> labels = new HashMap<>(template.getMetadata().getLabels());
    labels.remove("pod-template-hash");
    labels.put(SERVES, EARLIER_JOBS);
    Map<String, String> annotations = earlier.getMetadata().getAnnotations();
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name(build))
        .withNamespace(namespace)
        .withLabels(labels)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(latest.getApiVersion())
                .withKind(latest.getKind())
                .withName(latest.getMetadata().getName())
                .withUid(latest.getMetadata().getUid())
                .build())
        .endMetadata()
        .withNewSpec()
        .withReplicas(Math.max(1, Integer.parseInt(annotations.getOrDefault(REPLICAS, "1"))))
        .withProgressDeadlineSeconds(Math.toIntExact(Math.max(1, limit.toSeconds())))
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplateLike(template)
        .editMetadata()
        .withLabels(labels)
        .endMetadata()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** Takes kept workers away. */
  void remove(String build) {
    client.apps().deployments().inNamespace(namespace).withName(name(build)).delete();
  }

  private String name(String build) {
    return name + "-" + build.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
