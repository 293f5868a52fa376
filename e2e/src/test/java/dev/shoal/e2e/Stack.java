package dev.shoal.e2e;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.job.JobLabels;
import dev.shoal.job.JobNames;
import dev.shoal.job.JobRow;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.persistence.AttemptStore;
import dev.shoal.persistence.Database;
import dev.shoal.persistence.JobStore;
import dev.shoal.temporal.TemporalConnection;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The local stack as a test sees it: clients of every real part, and means to hurt it. */
final class Stack implements AutoCloseable {
  static final String NAMESPACE = "e2e";
  private static final String SYSTEM = "shoal-system";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final KubernetesClient kubernetes = new KubernetesClientBuilder().build();
  final Database database = Database.open(env("DATABASE_URL"), 4);
  final JobStore jobs = new JobStore(database.jdbi());
  final AttemptStore attempts = new AttemptStore(database.jdbi());
  final ObjectStore store =
      new ObjectStore(
          new StoreSettings(
              env("S3_ENDPOINT"),
              "us-east-1",
              env("S3_BUCKET"),
              env("S3_ACCESS_KEY"),
              env("S3_SECRET_KEY")));
  final TemporalConnection temporal = TemporalConnection.fromEnvironment();

  Stack() {
    kubernetes
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .withLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"))
                .endMetadata()
                .build())
        .serverSideApply();
  }

  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreNoExceptions();
  }

  SimulationJob job(String name) {
    return kubernetes.resources(SimulationJob.class).inNamespace(NAMESPACE).withName(name).get();
  }

  /** What Events tell of a job: reason and message. */
  List<String> events(String job) {
    return kubernetes
        .v1()
        .events()
        .inNamespace(NAMESPACE)
        .withField("involvedObject.name", job)
        .list()
        .getItems()
        .stream()
        .map(event -> event.getReason() + ": " + event.getMessage())
        .toList();
  }

  SimulationTier tier(String name) {
    return kubernetes.resources(SimulationTier.class).withName(name).get();
  }

  SimulationJob awaitJob(String name, Predicate<SimulationJob> wanted) {
    return await().until(() -> job(name), wanted);
  }

  /** Pods of a job that the API server has. */
  List<Pod> pods(String jobId) {
    return kubernetes
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel(JobLabels.JOB_UID, jobId)
        .list()
        .getItems();
  }

  JobRow row(String jobId) {
    return jobs.get(jobId);
  }

  /** Kills the process of one of our Deployments; its kubelet starts it again. */
  void kill(String component) {
    String main = component.equals("operator") ? "OperatorMain" : "WorkerMain";
    shell("pkill -KILL -f 'dev.shoal.[a-z]*." + main + "'");
  }

  /** What one of our Deployments has logged since its process began. */
  String log(String component) {
    return kubernetes
        .apps()
        .deployments()
        .inNamespace(SYSTEM)
        .withName("shoal-" + component)
        .getLog();
  }

  void awaitReady(String component) {
    kubernetes
        .apps()
        .deployments()
        .inNamespace(SYSTEM)
        .withName("shoal-" + component)
        .waitUntilCondition(
            deployment ->
                deployment != null
                    && Integer.valueOf(1).equals(deployment.getStatus().getReadyReplicas()),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Stops or starts a server of the stack. */
  void server(String verb, String name) {
    shell(Path.of(System.getProperty("shoal.cluster"), "server.sh") + " " + verb + " " + name);
  }

  /** Cuts a pod off the network, or joins it again, from inside its network namespace. */
  void link(Pod pod, String upOrDown) {
    String process = process(pod);
    shell("nsenter -t " + process + " -n ip link set eth0 " + upOrDown);
  }

  void terminateWorkflow(String jobId) {
    temporal.client().newUntypedWorkflowStub(JobNames.workflowId(jobId)).terminate("test");
  }

  /** How often a job's workflow has asked for an activity so far. */
  long scheduled(String jobId, String activity) {
    return temporal.client().fetchHistory(JobNames.workflowId(jobId)).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .filter(activity::equals)
        .count();
  }

  /** Whether a job's workflow was sent a signal. */
  boolean signalled(String jobId) {
    return temporal.client().fetchHistory(JobNames.workflowId(jobId)).getEvents().stream()
        .anyMatch(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes);
  }

  void cancelWorkflow(String jobId) {
    temporal.client().newUntypedWorkflowStub(JobNames.workflowId(jobId)).cancel();
  }

  @Override
  public void close() {
    temporal.close();
    database.close();
    kubernetes.close();
  }

  private static String process(Pod pod) {
    String uid = pod.getMetadata().getUid();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> contains(path.resolve("cgroup"), uid))
          .map(path -> path.getFileName().toString())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no process of pod " + uid));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      return false; // the process has ended meanwhile
    }
  }

  private static void shell(String command) {
    try {
      Process process =
          new ProcessBuilder("bash", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command, e);
    }
  }

  static String env(String key) {
    String value = System.getenv(key);
    if (value == null) {
      throw new IllegalStateException(key + " is not set: run `make e2e`");
    }
    return value;
  }
}
