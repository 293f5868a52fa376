package dev.shoal.operator;

import dev.shoal.config.Settings;
import dev.shoal.kube.PodApi;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.decision.JobDecider;
import dev.shoal.operator.job.PodReaper;
import dev.shoal.operator.job.SeedLookup;
import dev.shoal.operator.job.SimulationJobReconciler;
import dev.shoal.operator.sweep.Sweep;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.operator.tier.SimulationTierReconciler;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.JobStore;
import dev.shoal.process.ManagementServer;
import dev.shoal.temporal.TemporalConnection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point and composition root of the operator. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int CONNECTIONS = 16;
  private static final int RECONCILERS = 32;
  private static final int FOR_EVER = -1;

  /** What is in hand when the process is told to stop may end. */
  private static final Duration IN_HAND = Duration.ofSeconds(5);

  private OperatorMain() {}

  public static void main(String[] args) {
    OperatorConfig config;
    try {
      config = OperatorConfig.from(new Settings(System.getenv()));
    } catch (Settings.BadSetting e) {
      System.err.println("shoal operator: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      run(config);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("the operator can't start", e);
      System.exit(1);
    }
  }

  private static void run(OperatorConfig config) throws IOException {
    Clock clock = Clock.systemUTC();
    Database database = Database.open(config.databaseUrl(), CONNECTIONS);
    database.migrate();
    JobStore jobs = new JobStore(database.jdbi());
    KubernetesClient client = new KubernetesClientBuilder().build();
    TemporalConnection temporal = TemporalConnection.fromEnvironment();
    JobWorkflows workflows = new JobWorkflows(temporal);
    AttemptStore attempts = new AttemptStore(database.jdbi());
    PodReaper reaper = new PodReaper(new PodApi(client), attempts, clock);
    SeedLookup seeds = new SeedLookup(client, config.store(), jobs, config.maxSeedChars());
    Sweep sweep = new Sweep(client, jobs, workflows, reaper, config.timing(), clock);

    Leadership leadership = new Leadership(config.namespace());
    Operator operator =
        new Operator(overrider -> configure(overrider, client, config, leadership, sweep));
    operator.register(
        new SimulationJobReconciler(
            new JobDecider(config), database, workflows, reaper, seeds, client, clock),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new SimulationTierReconciler(client, attempts, config.gpuNodeLabel(), clock),
        overrider -> unlimitedRetry(overrider, config));

    AtomicBoolean started = new AtomicBoolean();
    ManagementServer management = new ManagementServer(config.managementPort(), started::get);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  leadership.stopping();
                  sweep.close();
                  operator.stop();
                  if (config.leaderElection()) {
                    leadership.release(client);
                  }
                  client.close();
                  management.close();
                  temporal.close();
                  database.close();
                }));
    started.set(true);
    operator.start();
    if (!config.leaderElection()) {
      sweep.start();
    }
    LOG.info("operator started; accepting jobs: {}", !config.readOnly());
  }

  private static void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      OperatorConfig config,
      Leadership leadership,
      Sweep sweep) {
    overrider
        .withKubernetesClient(client)
        .withConcurrentReconciliationThreads(RECONCILERS)
        .withStopOnInformerErrorDuringStartup(false)
        .withReconciliationTerminationTimeout(IN_HAND)
        .withCloseClientOnStop(false);
    if (config.leaderElection()) {
      overrider.withLeaderElectionConfiguration(leadership.configuration(sweep::start));
    }
  }

  private static <P extends HasMetadata> ControllerConfigurationOverrider<P> unlimitedRetry(
      ControllerConfigurationOverrider<P> overrider, OperatorConfig config) {
    return overrider
        .withReconciliationMaxInterval(config.timing().resync())
        .withRetry(
            new GenericRetry()
                .setInitialInterval(1_000)
                .setIntervalMultiplier(2)
                .setMaxInterval(60_000)
                .setMaxAttempts(FOR_EVER));
  }

  private static <P extends HasMetadata> ControllerConfigurationOverrider<P> namespaces(
      ControllerConfigurationOverrider<P> overrider, OperatorConfig config) {
    return config.watched().isEmpty() ? overrider : overrider.settingNamespaces(config.watched());
  }
}
