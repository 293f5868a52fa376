package dev.shoal.operator.tier;

import dev.shoal.api.v1alpha1.AvoidedNode;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.api.v1alpha1.SimulationTierSpec;
import dev.shoal.api.v1alpha1.SimulationTierStatus;
import dev.shoal.job.NodeMemory;
import dev.shoal.kube.Namespaces;
import dev.shoal.persistence.AttemptStore;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells users which nodes a tier selects, and how many of their GPUs are free. */
@ControllerConfiguration(name = "simulationtier")
public final class SimulationTierReconciler implements Reconciler<SimulationTier> {
  private static final Duration EVERY = Duration.ofSeconds(60);

  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final AttemptStore attempts;
  private final String gpuLabel;
  private final Clock clock;

  public SimulationTierReconciler(
      KubernetesClient client,
      Namespaces namespaces,
      AttemptStore attempts,
      String gpuLabel,
      Clock clock) {
    this.client = client;
    this.namespaces = namespaces;
    this.attempts = attempts;
    this.gpuLabel = gpuLabel;
    this.clock = clock;
  }

  @Override
  public UpdateControl<SimulationTier> reconcile(
      SimulationTier tier, Context<SimulationTier> context) {
    List<Node> nodes =
        client.nodes().list().getItems().stream()
            .filter(node -> matches(node, tier.getSpec()))
            .toList();
    SimulationTierStatus status =
        new SimulationTierStatus(
            nodes.size(),
            freeGpus(nodes, resource(tier)),
            avoided(nodes),
            List.of(ready(tier, nodes.size())));
    if (Objects.equals(status, tier.getStatus())) {
      return UpdateControl.<SimulationTier>noUpdate().rescheduleAfter(EVERY);
    }
    SimulationTier patch = new SimulationTier();
    patch.setMetadata(new ObjectMetaBuilder().withName(tier.getMetadata().getName()).build());
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch).rescheduleAfter(EVERY);
  }

  private boolean matches(Node node, SimulationTierSpec spec) {
    Map<String, String> labels =
        node.getMetadata().getLabels() == null ? Map.of() : node.getMetadata().getLabels();
    boolean gpu =
        spec.gpuType() == null
            || Objects.equals(spec.gpuCount(), 0)
            || spec.gpuType().equals(labels.get(gpuLabel));
    boolean selected =
        spec.nodeSelector() == null
            || labels.entrySet().containsAll(spec.nodeSelector().entrySet());
    boolean schedulable =
        !Boolean.TRUE.equals(node.getSpec().getUnschedulable())
            && node.getSpec().getTaints().stream().allMatch(taint -> tolerated(taint, spec));
    boolean ready =
        node.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    return gpu && selected && schedulable && ready;
  }

  private static boolean tolerated(Taint taint, SimulationTierSpec spec) {
    List<Toleration> tolerations = spec.tolerations() == null ? List.of() : spec.tolerations();
    return taint.getEffect().equals("PreferNoSchedule")
        || tolerations.stream().anyMatch(toleration -> matches(toleration, taint));
  }

  /** As the scheduler sees it: an empty key, effect or operator is wider than one that is named. */
  private static boolean matches(Toleration toleration, Taint taint) {
    boolean exists = "Exists".equals(toleration.getOperator());
    String effect = toleration.getEffect();
    String key = toleration.getKey();
    boolean anyKey = key == null || key.isEmpty();
    return (effect == null || effect.isEmpty() || effect.equals(taint.getEffect()))
        && (anyKey ? exists : key.equals(taint.getKey()))
        && (exists || Objects.equals(orEmpty(toleration.getValue()), orEmpty(taint.getValue())));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private List<AvoidedNode> avoided(List<Node> nodes) {
    Set<String> names = names(nodes);
    Instant now = clock.instant();
    return NodeMemory.avoided(attempts.failures(now.minus(NodeMemory.REMEMBERED)), now).stream()
        .filter(node -> names.contains(node.node()))
        .map(
            node ->
                new AvoidedNode(
                    node.node(),
                    node.reason().title(),
                    node.weight(),
                    node.until().truncatedTo(ChronoUnit.SECONDS).toString()))
        .toList();
  }

  private static Set<String> names(List<Node> nodes) {
    return nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
  }

  /** Unknown to one who sees some namespaces' pods alone. */
  private @Nullable Integer freeGpus(List<Node> nodes, String resource) {
    if (!namespaces.all()) {
      return null;
    }
    Set<String> names = names(nodes);
    int total =
        nodes.stream()
            .map(node -> node.getStatus().getAllocatable().get(resource))
            .filter(Objects::nonNull)
            .mapToInt(quantity -> Integer.parseInt(quantity.getAmount()))
            .sum();
    int held =
        client.pods().inAnyNamespace().list().getItems().stream()
            .filter(pod -> names.contains(String.valueOf(pod.getSpec().getNodeName())))
            .filter(pod -> !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
            .mapToInt(pod -> held(pod, resource))
            .sum();
    return Math.max(0, total - held);
  }

  private static int held(Pod pod, String resource) {
    Stream<Container> containers =
        Stream.concat(
            pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream());
    return containers
        .map(container -> container.getResources())
        .filter(resources -> resources != null && resources.getLimits() != null)
        .map(resources -> resources.getLimits().get(resource))
        .filter(Objects::nonNull)
        .map(Quantity::getAmount)
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private Condition ready(SimulationTier tier, int nodes) {
    String status = nodes > 0 ? "True" : "False";
    SimulationTierStatus before = tier.getStatus();
    List<Condition> old =
        before == null || before.conditions() == null ? List.of() : before.conditions();
    String since =
        old.stream()
            .filter(condition -> status.equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType("Ready")
        .withStatus(status)
        .withReason(nodes > 0 ? "NodesMatch" : "NoMatchingNode")
        .withMessage(
            nodes > 0 ? "" : "no ready node has the labels that gpuType and nodeSelector ask for")
        .withObservedGeneration(tier.getMetadata().getGeneration())
        .withLastTransitionTime(since)
        .build();
  }

  private static String resource(SimulationTier tier) {
    String resource = tier.getSpec().gpuResource();
    return resource == null ? "nvidia.com/gpu" : resource;
  }
}
