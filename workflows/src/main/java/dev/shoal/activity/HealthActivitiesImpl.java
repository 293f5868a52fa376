package dev.shoal.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shoal.health.Finding;
import dev.shoal.health.HealthCheck;
import dev.shoal.kube.LeakedPods;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.persistence.HealthStore;
import dev.shoal.temporal.TaskQueueBacklog;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.workflow.HealthActivities;
import dev.shoal.workflow.TaskQueues;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Asks each part of the installation as its work does. */
public final class HealthActivitiesImpl implements HealthActivities {
  private static final Duration TASKS_TAKEN_WITHIN = Duration.ofMinutes(1);
  private static final int SHOWN = 5;

  /** Written and read back; the next look overwrites it. */
  private static final String PROBE = "shoal-health";

  private static final ResourceDefinitionContext TIERS =
      new ResourceDefinitionContext.Builder()
          .withGroup("shoal.dev")
          .withVersion("v1alpha1")
          .withKind("SimulationTier")
          .withPlural("simulationtiers")
          .withNamespaced(false)
          .build();

  private final KubernetesClient client;
  private final TemporalConnection temporal;
  private final ObjectStore store;
  private final LeakedPods leaked;
  private final HealthStore findings;
  private final Clock clock;

  public HealthActivitiesImpl(
      KubernetesClient client,
      TemporalConnection temporal,
      ObjectStore store,
      LeakedPods leaked,
      HealthStore findings,
      Clock clock) {
    this.client = client;
    this.temporal = temporal;
    this.store = store;
    this.leaked = leaked;
    this.findings = findings;
    this.clock = clock;
  }

  /** What a check answers that could be made. */
  private record Answer(boolean healthy, long value, String message) {}

  @Override
  public void look() {
    Map<HealthCheck, Callable<Answer>> checks = new EnumMap<>(HealthCheck.class);
    checks.put(HealthCheck.API_SERVER, this::apiServer);
    checks.put(HealthCheck.GPU_NODES, this::gpuNodes);
    checks.put(HealthCheck.DATABASE, this::database);
    checks.put(HealthCheck.OBJECT_STORE, this::storedBytes);
    checks.put(HealthCheck.TASK_QUEUES, this::taskQueues);
    checks.put(HealthCheck.LEAKED_PODS, this::leakedPods);
    checks.forEach((check, ask) -> findings.keep(found(check, ask), clock.instant()));
  }

  private static Finding found(HealthCheck check, Callable<Answer> ask) {
    try {
      Answer answer = ask.call();
      return new Finding(check, answer.healthy(), answer.value(), answer.message());
    } catch (Exception e) {
      return new Finding(check, false, 0, "can't be asked: " + e.getMessage());
    }
  }

  private Answer apiServer() {
    return new Answer(
        true, 0, "answers as version " + client.getKubernetesVersion().getGitVersion());
  }

  private Answer gpuNodes() {
    List<String> without = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (GenericKubernetesResource tier :
        client.genericKubernetesResources(TIERS).list().getItems()) {
      if (!(tier.get("spec", "gpuCount") instanceof Integer gpus) || gpus == 0) {
        continue;
      }
      int nodes = tier.get("status", "matchingNodes") instanceof Integer known ? known : 0;
      String name = tier.getMetadata().getName();
      if (nodes == 0) {
        without.add(name);
      }
      Object free = tier.get("status", "freeGpus");
      all.add("%s %d nodes, %s GPUs free".formatted(name, nodes, free == null ? "unknown" : free));
    }
    return without.isEmpty()
        ? new Answer(true, 0, String.join("; ", all))
        : new Answer(
            false, without.size(), "no node may be used by tier " + String.join(", ", without));
  }

  private Answer database() {
    return new Answer(true, 0, "answers with " + findings.all().size() + " rows of this look");
  }

  private Answer storedBytes() throws Exception {
    String written = clock.instant().toString();
    store.write(PROBE, written.getBytes(UTF_8), "text/plain");
    String read = new String(store.read(PROBE), UTF_8);
    return new Answer(read.equals(written), 0, "what was written reads " + read);
  }

  private Answer taskQueues() {
    long waiting = 0;
    Duration oldest = Duration.ZERO;
    for (String queue : List.of(TaskQueues.SIM, TaskQueues.LONG, TaskQueues.COMPOUND)) {
      TaskQueueBacklog backlog = TaskQueueBacklog.of(temporal, queue);
      waiting += backlog.tasks();
      oldest = backlog.age().compareTo(oldest) > 0 ? backlog.age() : oldest;
    }
    return new Answer(
        oldest.compareTo(TASKS_TAKEN_WITHIN) <= 0,
        waiting,
        "%d tasks wait, the oldest for %d s".formatted(waiting, oldest.toSeconds()));
  }

  private Answer leakedPods() {
    List<String> pods = leaked.find();
    return new Answer(
        pods.isEmpty(),
        pods.size(),
        pods.isEmpty()
            ? "no pod has outlived its run"
            : "%d pods have outlived their runs: %s"
                .formatted(pods.size(), String.join(", ", pods.stream().limit(SHOWN).toList())));
  }
}
