package dev.shoal.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;

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
import dev.shoal.protocol.StoreTrust;
import dev.shoal.temporal.TemporalConnection;
import dev.shoal.tracing.Tracing;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The local stack as a test sees it: clients of every real part, and means to hurt it. */
final class Stack implements AutoCloseable {
  static final String NAMESPACE = "e2e";
  static final String SYSTEM = "shoal-system";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final KubernetesClient kubernetes = new KubernetesClientBuilder().build();
  final Database database = Database.open(env("DATABASE_URL"), 4);
  final JobStore jobs = new JobStore(database.jdbi());
  final AttemptStore attempts = new AttemptStore(database.jdbi());
  final StoreTrust storeTrust = StoreTrust.of(read(env("S3_CA_FILE")));
  final ObjectStore store =
      new ObjectStore(
          new StoreSettings(
              env("S3_ENDPOINT"),
              "us-east-1",
              env("S3_BUCKET"),
              env("S3_ACCESS_KEY"),
              env("S3_SECRET_KEY"),
              Optional.of(storeTrust)));
  final Machine machine = new Machine();
  private final ToxiproxyClient toxiproxy = new ToxiproxyClient("127.0.0.1", 8474);
  final TemporalConnection temporal =
      TemporalConnection.fromEnvironment(
          Optional.empty(), new SimpleMeterRegistry(), Tracing.off());

  Stack() {
    createNamespace(NAMESPACE);
  }

  void createNamespace(String name) {
    kubernetes
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
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
    return job(NAMESPACE, name);
  }

  SimulationJob job(String namespace, String name) {
    return kubernetes.resources(SimulationJob.class).inNamespace(namespace).withName(name).get();
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

  /** Waits for a job's status to be as wanted; until there is one, it is not. */
  SimulationJob awaitJob(String name, Predicate<SimulationJob> wanted) {
    return await().until(() -> job(name), job -> job.getStatus() != null && wanted.test(job));
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

  /** Sets environment variables of one of our Deployments; null takes one away. */
  void setEnvironment(String component, Map<String, @Nullable String> variables) {
    deployment(component)
        .edit(
            deployment -> {
              var container =
                  deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
              List<EnvVar> env = new ArrayList<>(container.getEnv());
              env.removeIf(variable -> variables.containsKey(variable.getName()));
              variables.forEach(
                  (name, value) -> {
                    if (value != null) {
                      env.add(new EnvVar(name, value, null));
                    }
                  });
              container.setEnv(env);
              return deployment;
            });
    awaitReady(component);
  }

  /** Sets how many replicas one of our Deployments has, and waits for them. */
  void scale(String component, int replicas) {
    deployment(component).scale(replicas);
    awaitReady(component);
  }

  /** Pods of one of our Deployments. */
  List<Pod> replicas(String component) {
    return kubernetes
        .pods()
        .inNamespace(SYSTEM)
        .withLabel("app.kubernetes.io/component", component)
        .list()
        .getItems();
  }

  private RollableScalableResource<Deployment> deployment(String component) {
    return kubernetes.apps().deployments().inNamespace(SYSTEM).withName("shoal-" + component);
  }

  /** What one of our Deployments has logged since its process began. */
  String log(String component) {
    return deployment(component).getLog();
  }

  /**
   * Takes the pods of one of our Deployments away and waits for fresh ones: a kubelet starts a
   * container that died again and again later each time, up to five minutes.
   */
  void renew(String component) {
    replicas(component).forEach(pod -> kubernetes.resource(pod).withGracePeriod(1).delete());
    awaitReady(component);
  }

  /** Waits until a Deployment is as it is asked to be, and nothing of before is left. */
  void awaitReady(String component) {
    deployment(component).waitUntilCondition(Stack::rolledOut, PATIENCE.toSeconds(), SECONDS);
    await()
        .until(
            () -> replicas(component).size(),
            pods -> pods.equals(deployment(component).get().getSpec().getReplicas()));
  }

  private static boolean rolledOut(@Nullable Deployment deployment) {
    if (deployment == null || deployment.getStatus().getObservedGeneration() == null) {
      return false;
    }
    DeploymentStatus status = deployment.getStatus();
    int wanted = deployment.getSpec().getReplicas();
    return status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
        && wanted == orZero(status.getUpdatedReplicas())
        && wanted == orZero(status.getReadyReplicas())
        && wanted == orZero(status.getReplicas());
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  /** The proxy before one of the servers: temporal, minio or postgres. */
  Proxy network(String server) {
    try {
      return toxiproxy.getProxy(server);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Cuts the way to a server, or mends it. */
  void network(String server, boolean up) {
    try {
      if (up) {
        network(server).enable();
      } else {
        network(server).disable();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the node its GPUs again, which a kubelet that starts doesn't know of. */
  void restoreGpus() {
    await()
        .until(
            () -> {
              kubernetes
                  .nodes()
                  .withName("local")
                  .subresource("status")
                  .patch(
                      PatchContext.of(PatchType.JSON_MERGE),
                      "{\"status\":{\"capacity\":{\"nvidia.com/gpu\":\"4\"},"
                          + "\"allocatable\":{\"nvidia.com/gpu\":\"4\"}}}");
              Node node = kubernetes.nodes().withName("local").get();
              return ready(node)
                  && "4".equals(node.getStatus().getAllocatable().get("nvidia.com/gpu").toString());
            });
  }

  private static boolean ready(Node node) {
    return node.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  /** Lets pods of tier test-held have the node, or keeps them from it. */
  void letGo(boolean free) {
    kubernetes
        .nodes()
        .withName("local")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"test-held\":%s}}}".formatted(free ? "\"no\"" : "null"));
  }

  /** Waits until a pod's container has been started once more. */
  void awaitRestart(Pod pod) {
    int before = restarts(pod);
    await().until(() -> restarts(kubernetes.resource(pod).get()) > before);
  }

  private static int restarts(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
  }

  void terminateWorkflow(String jobId) {
    temporal.client().newUntypedWorkflowStub(JobNames.workflowId(jobId)).terminate("test");
  }

  /** Takes a workflow and its history away, as its namespace's retention would. */
  void deleteWorkflow(String workflowId) {
    temporal
        .stubs()
        .blockingStub()
        .deleteWorkflowExecution(
            DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(temporal.client().getOptions().getNamespace())
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build());
  }

  /** The build of the worker that a job's workflow is of. */
  String build(String jobId) {
    return workflow(JobNames.workflowId(jobId))
        .getWorkflowExecutionInfo()
        .getVersioningInfo()
        .getDeploymentVersion()
        .getBuildId();
  }

  /** The worker that is at a step of a workflow. */
  Pod holder(String workflowId, String activity) {
    return await()
        .until(
            () ->
                workflow(workflowId).getPendingActivitiesList().stream()
                    .filter(step -> step.getActivityType().getName().equals(activity))
                    .map(PendingActivityInfo::getLastWorkerIdentity)
                    .flatMap(
                        identity ->
                            replicas("worker").stream()
                                .filter(pod -> identity.endsWith(pod.getMetadata().getName())))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private DescribeWorkflowExecutionResponse workflow(String workflowId) {
    return temporal
        .stubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(temporal.client().getOptions().getNamespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build());
  }

  /** How often a workflow has asked for an activity so far. */
  long scheduled(String workflowId, String activity) {
    return temporal.client().fetchHistory(workflowId).getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .filter(activity::equals)
        .count();
  }

  /** Whether Temporal has a workflow of the job. */
  boolean workflowExists(String jobId) {
    return workflowIsThere(JobNames.workflowId(jobId));
  }

  /** Whether Temporal has a workflow of an id. */
  boolean workflowIsThere(String workflowId) {
    try {
      temporal.client().newUntypedWorkflowStub(workflowId).describe();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
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

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
