package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static io.temporal.api.enums.v1.WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT;
import static io.temporal.api.enums.v1.WorkerDeploymentVersionStatus.WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.temporal.WorkerBuild;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo.WorkerDeploymentVersionSummary;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A job ends on the build of the worker that it began on, through upgrade and rollback. */
@Tag("e2e")
@Alone
class WorkerBuildsTest extends JobTest {
  private static final int ROUNDS = 10;

  private final Set<String> everKept = ConcurrentHashMap.newKeySet();
  private String revision;
  private SharedIndexInformer<Deployment> watch;

  @BeforeEach
  void remember() throws Exception {
    revision = Release.revision();
    stack.letGo(false);
    watch = earlier().inform(remembering());
  }

  @AfterEach
  void backToTheBuildOfOtherTests() throws Exception {
    watch.close();
    stack.letGo(true);
    Release.rollBack(revision);
    await().until(() -> inUse().size() == 1 && kept().isEmpty());
    stack.awaitReady("worker");
    stack.letGo(false);
  }

  @Test
  void aJobEndsOnTheBuildThatItBeganOn() throws Exception {
    String before = held();
    String first = build(stack.job(before));
    String second = upgraded();
    await().until(() -> kept().equals(List.of(first)));
    String after = held();
    assertThat(build(stack.job(after))).isEqualTo(second);

    Release.rollBack(revision);
    await().until(() -> kept().equals(List.of(second)));
    stack.letGo(true);
    for (String name : List.of(before, after)) {
      assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
    }
    assertThat(build(stack.job(before))).isEqualTo(first);
    assertThat(build(stack.job(after))).isEqualTo(second);
    await().until(() -> kept().isEmpty());
  }

  @Test
  void aJobWhoseBuildIsGoneGoesOnWithTheCurrentOne() throws Exception {
    String name = held();
    String first = build(stack.job(name));
    String second = upgraded();
    await().until(() -> kept().equals(List.of(first)));
    String only = "shoal.dev/build=" + first;
    Tool.lines(
        "",
        "kubectl",
        "-n",
        Stack.SYSTEM,
        "delete",
        "replicasets",
        "-l",
        "shoal.dev/serves=new-jobs," + only);
    Tool.lines("", "kubectl", "-n", Stack.SYSTEM, "delete", "deployments", "-l", only);
    stack.letGo(true);
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
    assertThat(build(stack.job(name))).isEqualTo(second);
  }

  /** The workers of the earlier build need a Secret that has gone with the upgrade. */
  @Test
  void aJobWhoseWorkersDoNotComeUpGoesOnWithTheCurrentOne() throws Exception {
    Tool.lines("", "kubectl", "-n", Stack.SYSTEM, "create", "secret", "generic", "short-lived");
    upgraded("models.existingSecret=short-lived");
    String name = held();
    String first = build(stack.job(name));
    Tool.lines("", "kubectl", "-n", Stack.SYSTEM, "delete", "secret", "short-lived");
    String second = upgraded("models.existingSecret=");
    await().until(() -> everKept.contains(first));
    stack.letGo(true);
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
    assertThat(build(stack.job(name))).isEqualTo(second);
  }

  /** A job that waits for its node, and so for the test, however slow the machine is. */
  private static String held() {
    String name = submit("test-held", ROUNDS);
    stack.awaitJob(name, job -> !stack.pods(job.getMetadata().getUid()).isEmpty());
    return name;
  }

  private static String upgraded(String... values) throws Exception {
    String build = "b-" + UUID.randomUUID().toString().substring(0, 8);
    Release.upgrade(
        Stream.concat(Stream.of("worker.versioning.build=" + build), Stream.of(values)).toList());
    return build;
  }

  /** Builds whose workers are kept for earlier jobs. */
  private static List<String> kept() {
    return earlier().list().getItems().stream().map(WorkerBuildsTest::build).toList();
  }

  private static FilterWatchListDeletable<
          Deployment, DeploymentList, RollableScalableResource<Deployment>>
      earlier() {
    return stack
        .kubernetes
        .apps()
        .deployments()
        .inNamespace(Stack.SYSTEM)
        .withLabel("shoal.dev/serves", "earlier-jobs");
  }

  /** Workers that don't come up are given up within half a minute: a look might be too late. */
  private ResourceEventHandler<Deployment> remembering() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Deployment kept) {
        everKept.add(build(kept));
      }

      @Override
      public void onUpdate(Deployment before, Deployment kept) {
        everKept.add(build(kept));
      }

      @Override
      public void onDelete(Deployment kept, boolean unknown) {
        everKept.add(build(kept));
      }
    };
  }

  /** Builds of the worker that Temporal gives jobs to, or has jobs of. */
  private static Set<String> inUse() {
    return known().stream()
        .filter(
            build ->
                build.getStatus() == WORKER_DEPLOYMENT_VERSION_STATUS_CURRENT
                    || build.getStatus() == WORKER_DEPLOYMENT_VERSION_STATUS_DRAINING)
        .map(build -> build.getDeploymentVersion().getBuildId())
        .collect(toSet());
  }

  /** None while what Temporal keeps of them goes on as a new run: asked then, it finds nothing. */
  private static List<WorkerDeploymentVersionSummary> known() {
    try {
      return stack
          .temporal
          .stubs()
          .blockingStub()
          .describeWorkerDeployment(
              DescribeWorkerDeploymentRequest.newBuilder()
                  .setNamespace(stack.temporal.client().getOptions().getNamespace())
                  .setDeploymentName(WorkerBuild.DEPLOYMENT)
                  .build())
          .getWorkerDeploymentInfo()
          .getVersionSummariesList();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static String build(Deployment deployment) {
    return deployment.getMetadata().getLabels().get("shoal.dev/build");
  }

  /**
   * The build that a job's workflow is of, once Temporal has it: its first task is the pod's
   * creation.
   */
  private static String build(SimulationJob job) {
    return await().until(() -> stack.build(job.getMetadata().getUid()), build -> !build.isEmpty());
  }
}
