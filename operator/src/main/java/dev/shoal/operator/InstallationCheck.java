package dev.shoal.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.persistence.Database;
import dev.shoal.process.ManagementServer;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.tracing.Tracing;
import dev.shoal.workflow.TaskQueues;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** What {@code helm test} runs: asks each part that a job needs, as the operator would. */
final class InstallationCheck {
  static final String COMMAND = "check";

  /** Written and read back; the next check overwrites it. */
  private static final String PROBE = "shoal-check";

  private final OperatorConfig config;
  private boolean failed;

  InstallationCheck(OperatorConfig config) {
    this.config = config;
  }

  /** The exit status: 0 where a job would find all it needs. */
  int run() {
    check("Kubernetes: tiers with nodes", this::tiers);
    check("PostgreSQL: jobs", this::jobs);
    check("Temporal: workers that take jobs", this::workers);
    check("object store: bytes written and read back", this::storedBytes);
    return failed ? 1 : 0;
  }

  private void check(String what, Callable<Long> count) {
    try {
      System.out.printf("%s: %d%n", what, count.call());
    } catch (Exception e) {
      failed = true;
      System.out.printf("%s: FAILED: %s%n", what, e.getMessage());
    }
  }

  private long tiers() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      List<SimulationTier> tiers = client.resources(SimulationTier.class).list().getItems();
      long usable =
          tiers.stream()
              .filter(tier -> tier.getStatus() != null)
              .map(tier -> tier.getStatus().matchingNodes())
              .filter(nodes -> Objects.requireNonNullElse(nodes, 0) > 0)
              .count();
      return needed(
          usable,
          "none of the %d tiers has a node that it may use: compare kubectl get simtiers with your"
                  .formatted(tiers.size())
              + " nodes' labels and taints");
    }
  }

  private long jobs() {
    try (Database database = Database.open(config.databaseUrl(), 1)) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle
                      .createQuery("SELECT count(*) FROM simulation_jobs")
                      .mapTo(Long.class)
                      .one());
    }
  }

  private long workers() {
    try (TemporalConnection temporal =
        TemporalConnection.fromEnvironment(
            config.historyKeys(), ManagementServer.metrics(), Tracing.off())) {
      return needed(
          new JobWorkflows(temporal, config.searchAttributes()).pollers(TaskQueues.SIM),
          "no worker polls task queue %s: look at the worker's pods".formatted(TaskQueues.SIM));
    }
  }

  private long storedBytes() throws Exception {
    byte[] content = "written by helm test".getBytes(UTF_8);
    ObjectStore store = new ObjectStore(config.store());
    store.write(PROBE, content, "text/plain");
    return store.read(PROBE).length;
  }

  private static long needed(long count, String otherwise) {
    if (count == 0) {
      throw new IllegalStateException(otherwise);
    }
    return count;
  }
}
