package dev.shoal.worker;

import dev.shoal.activity.CompoundActivitiesImpl;
import dev.shoal.activity.DatasetCheck;
import dev.shoal.activity.ExecutionPolling;
import dev.shoal.activity.Finalizing;
import dev.shoal.activity.FixedLimits;
import dev.shoal.activity.HealthActivitiesImpl;
import dev.shoal.activity.JobActivitiesImpl;
import dev.shoal.activity.ModelWeights;
import dev.shoal.activity.PodActivitiesImpl;
import dev.shoal.activity.PodLifecycle;
import dev.shoal.activity.ReportActivitiesImpl;
import dev.shoal.activity.ReportRunActivitiesImpl;
import dev.shoal.activity.ScheduleActivitiesImpl;
import dev.shoal.activity.ScriptActivitiesImpl;
import dev.shoal.activity.ScriptPods;
import dev.shoal.activity.SimulationPolling;
import dev.shoal.activity.SourceActivitiesImpl;
import dev.shoal.activity.StepMonitor;
import dev.shoal.activity.TrainingActivitiesImpl;
import dev.shoal.config.Settings;
import dev.shoal.fetch.SourceReaders;
import dev.shoal.kube.JobSecrets;
import dev.shoal.kube.LeakedPods;
import dev.shoal.kube.PodApi;
import dev.shoal.kube.PodFactory;
import dev.shoal.kube.PodWatch;
import dev.shoal.kube.Schedules;
import dev.shoal.kube.ScriptPodFactory;
import dev.shoal.kube.ServerClock;
import dev.shoal.kube.StepJobs;
import dev.shoal.kube.WorkPods;
import dev.shoal.notify.Channels;
import dev.shoal.notify.Webhooks;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.Places;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.HealthStore;
import dev.shoal.persistence.JobStore;
import dev.shoal.persistence.ReportFacts;
import dev.shoal.persistence.RunEnds;
import dev.shoal.persistence.ScheduleStore;
import dev.shoal.persistence.SourceStore;
import dev.shoal.persistence.WorkStore;
import dev.shoal.podclient.PodClients;
import dev.shoal.process.ManagementServer;
import dev.shoal.report.RunReader;
import dev.shoal.reportrun.ReportRunFindings;
import dev.shoal.reportrun.ReportRunNames;
import dev.shoal.reportrun.ReportRunPlan;
import dev.shoal.script.ScriptFindings;
import dev.shoal.script.ScriptNames;
import dev.shoal.script.ScriptPlan;
import dev.shoal.source.SourceSyncFindings;
import dev.shoal.source.SourceSyncNames;
import dev.shoal.source.SourceSyncPlan;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.temporal.WorkerBuild;
import dev.shoal.tracing.Tracing;
import dev.shoal.training.TrainingFindings;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingPlan;
import dev.shoal.workflow.InferenceWorkflowImpl;
import dev.shoal.workflow.MonitoringWorkflowImpl;
import dev.shoal.workflow.PreprocessingWorkflowImpl;
import dev.shoal.workflow.ReportWorkflowImpl;
import dev.shoal.workflow.RunReportWorkflowImpl;
import dev.shoal.workflow.ScheduledStartWorkflowImpl;
import dev.shoal.workflow.ScheduledSyncWorkflowImpl;
import dev.shoal.workflow.ScriptExecutionWorkflowImpl;
import dev.shoal.workflow.SimulationWorkflowImpl;
import dev.shoal.workflow.SyncSourceWorkflowImpl;
import dev.shoal.workflow.TaskQueues;
import dev.shoal.workflow.TrainingWorkflowImpl;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point and composition root of the Temporal worker. */
public final class WorkerMain {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);
  private static final int SHORT_SLOTS = 200;
  private static final int POLLERS = 5;

  private static final int CACHED_WORKFLOWS = 1_000;

  private WorkerMain() {}

  public static void main(String[] args) throws InterruptedException {
    WorkerConfig config;
    try {
      config = WorkerConfig.from(new Settings(System.getenv()));
    } catch (Settings.BadSetting e) {
      System.err.println("shoal worker: " + e.getMessage());
      System.exit(2);
      return;
    }
    try {
      run(config);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("the worker can't start", e);
      System.exit(1);
    }
  }

  private static void run(WorkerConfig config) throws IOException, InterruptedException {
    ServerClock clock = new ServerClock(Clock.systemUTC());
    PrometheusMeterRegistry metrics = ManagementServer.metrics();
    Database database = Database.open(config.databaseUrl(), 16).measured(metrics);
    database.migrate();
    KubernetesClient kubernetes = clock.client();
    Tracing tracing = Tracing.to(config.traces(), "shoal-worker");
    TemporalConnection temporal =
        TemporalConnection.fromEnvironment(config.historyKeys(), metrics, tracing);

    JobStore jobs = new JobStore(database.jdbi());
    AttemptStore attempts = new AttemptStore(database.jdbi());
    ObjectStore store = new ObjectStore(config.store());
    if (config.createBucket()) {
      store.createBucket();
    }
    JobSecrets secrets = new JobSecrets(kubernetes, "worker.webhookSecrets");
    PodApi api = new PodApi(kubernetes);
    PodWatch watch = new PodWatch(kubernetes, config.namespaces(), api);
    PodClients clients = new PodClients(config.installationKey());
    PodLifecycle pods =
        new PodLifecycle(
            jobs,
            attempts,
            api,
            watch,
            new PodFactory(config.pods()),
            clients,
            new ModelWeights(store),
            clock);
    FixedLimits limits = new FixedLimits(config.durationScale());
    ModelClients models = new ModelClients(config.models());

    WorkerFactory factory =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(CACHED_WORKFLOWS)
                .setUsingVirtualWorkflowThreads(true)
                .setWorkerInterceptors(new StepContext(tracing))
                .build());
    Worker simulations = factory.newWorker(TaskQueues.SIM, options(config, SHORT_SLOTS));
    simulations.registerWorkflowImplementationTypes(
        SimulationWorkflowImpl.class, ReportWorkflowImpl.class);
    simulations.registerActivitiesImplementations(
        new JobActivitiesImpl(
            jobs,
            models.enricher(),
            models.deriver(),
            pods,
            new Finalizing(jobs, attempts, store, clock),
            limits,
            clock));
    Worker longSteps = factory.newWorker(TaskQueues.LONG, options(config, config.liveJobs()));
    longSteps.registerActivitiesImplementations(
        new PodActivitiesImpl(
            pods, clients, jobs, new SimulationPolling(jobs, pods, clients, store, clock)),
        new ReportActivitiesImpl(
            jobs,
            new RunReader(store),
            models.reportWriter(),
            store,
            new Webhooks(secrets),
            clock));

    WorkStore<TrainingPlan, TrainingFindings> trainings =
        new WorkStore<>(
            database.jdbi(), TrainingNames.KIND, TrainingPlan.class, TrainingFindings.class);
    StepJobs stepJobs = new StepJobs(kubernetes);
    Places places = new Places(config.store(), secrets::value);
    TrainingActivitiesImpl training =
        new TrainingActivitiesImpl(
            trainings,
            stepJobs,
            new StepMonitor(stepJobs, trainings, limits, clock),
            new DatasetCheck(places),
            places,
            config.pods().storeAuthority(),
            limits,
            clock);
    simulations.registerWorkflowImplementationTypes(
        TrainingWorkflowImpl.class, PreprocessingWorkflowImpl.class, InferenceWorkflowImpl.class);
    simulations.registerActivitiesImplementations(training);
    longSteps.registerActivitiesImplementations(training);

    Channels channels = new Channels(secrets);
    SourceActivitiesImpl sources =
        new SourceActivitiesImpl(
            new WorkStore<>(
                database.jdbi(),
                SourceSyncNames.KIND,
                SourceSyncPlan.class,
                SourceSyncFindings.class),
            new SourceStore(database.jdbi()),
            new SourceReaders(secrets, places),
            channels,
            clock);
    simulations.registerWorkflowImplementationTypes(
        ScheduledSyncWorkflowImpl.class, SyncSourceWorkflowImpl.class);
    simulations.registerActivitiesImplementations(sources);
    longSteps.registerActivitiesImplementations(sources);

    simulations.registerWorkflowImplementationTypes(RunReportWorkflowImpl.class);
    simulations.registerActivitiesImplementations(
        new ReportRunActivitiesImpl(
            new WorkStore<>(
                database.jdbi(), ReportRunNames.KIND, ReportRunPlan.class, ReportRunFindings.class),
            new ReportFacts(database.jdbi()),
            store,
            channels,
            clock));

    WorkStore<ScriptPlan, ScriptFindings> scripts =
        new WorkStore<>(database.jdbi(), ScriptNames.KIND, ScriptPlan.class, ScriptFindings.class);
    ScriptPods scriptPods =
        new ScriptPods(
            scripts,
            api,
            new WorkPods(kubernetes),
            watch,
            new ScriptPodFactory(config.pods()),
            clients,
            limits);
    ExecutionPolling executions = new ExecutionPolling(scripts, scriptPods, store);
    ScriptActivitiesImpl scriptSteps =
        new ScriptActivitiesImpl(scripts, scriptPods, executions, limits, clock);
    simulations.registerWorkflowImplementationTypes(ScriptExecutionWorkflowImpl.class);
    simulations.registerActivitiesImplementations(scriptSteps);
    longSteps.registerActivitiesImplementations(scriptSteps);
    factory
        .newWorker(TaskQueues.COMPOUND, options(config, config.liveJobs()))
        .registerActivitiesImplementations(new CompoundActivitiesImpl(executions));
    simulations.registerWorkflowImplementationTypes(
        MonitoringWorkflowImpl.class, ScheduledStartWorkflowImpl.class);
    simulations.registerActivitiesImplementations(
        new ScheduleActivitiesImpl(
            new Schedules(kubernetes), new ScheduleStore(database.jdbi()), clock));
    simulations.registerActivitiesImplementations(
        new HealthActivitiesImpl(
            kubernetes,
            temporal,
            store,
            new LeakedPods(
                kubernetes,
                config.namespaces(),
                new RunEnds(database.jdbi()),
                limits.podsGoneWithin(),
                clock),
            new HealthStore(database.jdbi()),
            clock));

    watch.start();
    startPolling(factory);
    ManagementServer management =
        new ManagementServer(config.managementPort(), factory::isStarted, metrics);
    LOG.info("worker started with {}", config.models());

    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  factory.shutdownNow();
                  factory.awaitTermination(10, TimeUnit.SECONDS);
                  watch.close();
                  management.close();
                  temporal.close();
                  tracing.close();
                  kubernetes.close();
                  database.close();
                  stopped.countDown();
                }));
    stopped.await();
  }

  /** The first connection may have to wait for Temporal; that is no reason to crash. */
  private static void startPolling(WorkerFactory factory) throws InterruptedException {
    while (true) {
      try {
        factory.start();
        return;
      } catch (RuntimeException e) {
        LOG.warn("Temporal can't be reached yet: {}", e.getMessage());
        Thread.sleep(2_000);
      }
    }
  }

  private static WorkerOptions options(WorkerConfig config, int activitySlots) {
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(activitySlots)
            .setMaxConcurrentActivityTaskPollers(POLLERS)
            .setMaxConcurrentWorkflowTaskPollers(POLLERS)
            .setUsingVirtualThreads(true);
    config.build().map(WorkerBuild::options).ifPresent(options::setDeploymentOptions);
    return options.build();
  }
}
