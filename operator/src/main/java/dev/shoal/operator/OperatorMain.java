package dev.shoal.operator;

import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.config.Settings;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.ServerClock;
import dev.shoal.operator.artifact.ArtifactGrantReconciler;
import dev.shoal.operator.artifact.LinkSecrets;
import dev.shoal.operator.artifact.StoredFiles;
import dev.shoal.operator.build.WorkerRollout;
import dev.shoal.operator.config.OperatorConfig;
import dev.shoal.operator.decision.JobDecider;
import dev.shoal.operator.decision.WorkDecider;
import dev.shoal.operator.health.HealthTelling;
import dev.shoal.operator.job.FleetMetrics;
import dev.shoal.operator.job.JobMetrics;
import dev.shoal.operator.job.PodReaper;
import dev.shoal.operator.job.SeedLookup;
import dev.shoal.operator.job.SimulationJobReconciler;
import dev.shoal.operator.job.SimulationKind;
import dev.shoal.operator.job.SimulationRuns;
import dev.shoal.operator.reportrun.ReportRunReconciler;
import dev.shoal.operator.reportrun.ReportRunWorkload;
import dev.shoal.operator.schedule.WorkflowScheduleReconciler;
import dev.shoal.operator.script.ScriptRunReconciler;
import dev.shoal.operator.script.ScriptRunWorkload;
import dev.shoal.operator.source.SourceSyncReconciler;
import dev.shoal.operator.source.SourceSyncWorkload;
import dev.shoal.operator.temporal.JobWorkflows;
import dev.shoal.operator.temporal.MonitoringSchedule;
import dev.shoal.operator.temporal.StartSchedules;
import dev.shoal.operator.tier.SimulationTierReconciler;
import dev.shoal.operator.training.StepJobHoldings;
import dev.shoal.operator.training.TrainingJobReconciler;
import dev.shoal.operator.training.TrainingWorkload;
import dev.shoal.operator.work.Mechanism;
import dev.shoal.operator.work.PodHoldings;
import dev.shoal.operator.work.ResourceEvents;
import dev.shoal.operator.work.Runs;
import dev.shoal.operator.work.Sweep;
import dev.shoal.operator.work.WorkKind;
import dev.shoal.operator.work.WorkMetrics;
import dev.shoal.operator.work.WorkRuns;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.FleetStore;
import dev.shoal.persistence.HealthStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.ScheduleStore;
import dev.shoal.persistence.SourceStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.process.ManagementServer;
import dev.shoal.process.Repeated;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.tracing.Tracing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point and composition root of the operator. */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int CONNECTIONS = 16;
  private static final int RECONCILERS = 32;
  private static final int FOR_EVER = -1;
  private static final Duration COUNTED_EVERY = Duration.ofSeconds(15);

  /** Until a build is made current after a first installation, no job starts. */
  private static final Duration BUILDS_SEEN_TO_EVERY = Duration.ofSeconds(5);

  /** What is in hand when the process is told to stop may end. */
  private static final Duration IN_HAND = Duration.ofSeconds(5);

  private OperatorMain() {}

  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals(UninstallGuard.COMMAND)) {
      System.exit(UninstallGuard.run(OperatorConfig.namespaces(new Settings(System.getenv()))));
    }
    OperatorConfig config;
    try {
      config = OperatorConfig.from(new Settings(System.getenv()));
    } catch (Settings.BadSetting e) {
      System.err.println("shoal operator: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (args.length == 1 && args[0].equals(InstallationCheck.COMMAND)) {
      System.exit(new InstallationCheck(config).run());
    }
    try {
      run(config);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("the operator can't start", e);
      System.exit(1);
    }
  }

  private static void run(OperatorConfig config) throws IOException {
    ServerClock clock = new ServerClock(Clock.systemUTC());
    PrometheusMeterRegistry metrics = ManagementServer.metrics();
    Database database = Database.open(config.databaseUrl(), CONNECTIONS).measured(metrics);
    database.migrate();
    JobStore jobs = new JobStore(database.jdbi());
    KubernetesClient client = clock.client();
    Tracing tracing = Tracing.to(config.traces(), "shoal-operator");
    TemporalConnection temporal =
        TemporalConnection.fromEnvironment(config.historyKeys(), metrics, tracing);
    JobWorkflows workflows = new JobWorkflows(temporal, config.searchAttributes());
    AttemptStore attempts = new AttemptStore(database.jdbi());
    ResourceEvents events = new ResourceEvents(client, clock);
    PodReaper reaper = new PodReaper(new PodApi(client), attempts, events, clock);
    SeedLookup seeds =
        new SeedLookup(
            client, config.store(), jobs, new SourceStore(database.jdbi()), config.maxSeedChars());
    Mechanism with = new Mechanism(database, events, tracing, clock);
    TrainingWorkload trainings =
        new TrainingWorkload(config, new StepJobHoldings(client, config.watched()));
    ReportRunWorkload reports = new ReportRunWorkload(config.namespace());
    ScriptRunWorkload scripts =
        new ScriptRunWorkload(new PodHoldings<>(client, config.watched(), ScriptRun.class));
    SourceSyncWorkload syncs = new SourceSyncWorkload(config.store().bucket());
    Duration stopWait = config.timing().stopWait();
    List<Runs> runs =
        List.of(
            new SimulationRuns(client, config.watched(), jobs, reaper, stopWait, clock),
            new WorkRuns(trainings, database, stopWait, clock),
            new WorkRuns(reports, database, stopWait, clock),
            new WorkRuns(syncs, database, stopWait, clock),
            new WorkRuns(scripts, database, stopWait, clock));
    Sweep sweep = new Sweep(runs, workflows, config.timing().lostAfter(), clock);
    FleetMetrics fleet = new FleetMetrics(new FleetStore(database.jdbi()), metrics);
    List<Repeated> chores = new ArrayList<>();
    chores.add(new Repeated("sweep", config.timing().sweep(), sweep::sweep));
    chores.add(new Repeated("fleet-metrics", COUNTED_EVERY, fleet::refresh));
    MonitoringSchedule schedule =
        new MonitoringSchedule(temporal, config.namespace(), config.timing().healthEvery(), clock);
    chores.add(new Repeated("monitoring-schedule", config.timing().healthEvery(), schedule::renew));
    HealthTelling health =
        new HealthTelling(new HealthStore(database.jdbi()), events, itself(config), metrics, clock);
    chores.add(new Repeated("health", COUNTED_EVERY, health::tell));
    config
        .workers()
        .map(
            workers ->
                new WorkerRollout(
                    client, temporal, config.namespace(), workers, config.timing().workersUp()))
        .map(rollout -> new Repeated("worker-rollout", BUILDS_SEEN_TO_EVERY, rollout::look))
        .ifPresent(chores::add);

    AtomicBoolean started = new AtomicBoolean();
    ManagementServer management =
        new ManagementServer(config.managementPort(), started::get, metrics);
    Leadership leadership = new Leadership(config.namespace(), config.identity());
    Operator operator = new Operator(overrider -> configure(overrider, client, metrics));
    operator.register(
        new SimulationJobReconciler(
            new SimulationKind(
                new JobDecider(config), workflows, reaper, seeds, new JobMetrics(metrics), with),
            with),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new TrainingJobReconciler(
            new WorkKind<>(
                trainings, new WorkDecider(config), workflows, new WorkMetrics(metrics), with),
            with),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new ReportRunReconciler(
            new WorkKind<>(
                reports, new WorkDecider(config), workflows, new WorkMetrics(metrics), with),
            with),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new SourceSyncReconciler(
            new WorkKind<>(
                syncs, new WorkDecider(config), workflows, new WorkMetrics(metrics), with),
            with),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new ScriptRunReconciler(
            new WorkKind<>(
                scripts, new WorkDecider(config), workflows, new WorkMetrics(metrics), with),
            with),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new WorkflowScheduleReconciler(
            new StartSchedules(temporal),
            new ScheduleStore(database.jdbi()),
            with,
            config.timing().finalizerGrace()),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new ArtifactGrantReconciler(
            client,
            new StoredFiles(
                client,
                jobs,
                new WorkStore<>(
                    database.jdbi(), reports.kind(), reports.plan(), reports.findings()),
                new WorkStore<>(
                    database.jdbi(), scripts.kind(), scripts.plan(), scripts.findings())),
            new LinkSecrets(client, config.publicStore()),
            config.timing().grantValid(),
            clock),
        overrider -> unlimitedRetry(namespaces(overrider, config), config));
    operator.register(
        new SimulationTierReconciler(
            client, config.watched(), attempts, config.gpuNodeLabel(), clock),
        overrider -> unlimitedRetry(overrider, config));

    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  leadership.stopping();
                  chores.forEach(Repeated::close);
                  operator.stop();
                  if (config.leaderElection()) {
                    leadership.release(client);
                  }
                  client.close();
                  management.close();
                  temporal.close();
                  tracing.close();
                  database.close();
                }));
    started.set(true);
    LOG.info("operator started; accepting jobs: {}", !config.readOnly());
    if (config.leaderElection()) {
      leadership.campaign(client, () -> act(operator, chores));
    } else {
      act(operator, chores);
    }
  }

  private static ObjectReference itself(OperatorConfig config) {
    return new ObjectReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withNamespace(config.namespace())
        .withName(config.identity())
        .build();
  }

  private static void act(Operator operator, List<Repeated> chores) {
    operator.start();
    chores.forEach(Repeated::start);
  }

  private static void configure(
      ConfigurationServiceOverrider overrider, KubernetesClient client, MeterRegistry metrics) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics))
        .withConcurrentReconciliationThreads(RECONCILERS)
        .withStopOnInformerErrorDuringStartup(false)
        .withReconciliationTerminationTimeout(IN_HAND)
        .withCloseClientOnStop(false);
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
    return config.watched().all()
        ? overrider
        : overrider.settingNamespaces(config.watched().names());
  }
}
