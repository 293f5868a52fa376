package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.job.JobLabels;
import dev.shoal.training.TrainingNames;
import dev.shoal.training.TrainingStep;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings as batch Jobs in the local cluster. */
@Tag("e2e")
@Alongside
class TrainingTest extends JobTest {
  private static final String IMAGE = TrainingSample.IMAGE;
  private static final int PAIRS = TrainingSample.PAIRS;

  private final String name = "train-" + UUID.randomUUID().toString().substring(0, 8);
  private final TrainingSample sample = new TrainingSample(name);
  private final String bucket = sample.bucket();
  private final String dataset = sample.dataset();
  private final String output = sample.output();
  private String uid = "";

  @BeforeEach
  void store() throws Exception {
    sample.store(stack.store);
  }

  /** What has ended has nothing in the cluster. */
  @AfterEach
  void nothingIsLeft() {
    if (job() != null) {
      trainings().withName(name).delete();
    }
    await().until(() -> job() == null);
    assertThat(left()).isEmpty();
  }

  @Test
  void theExampleFitsItsLine() throws Exception {
    TrainingJob example =
        Serialization.unmarshal(
            Files.readString(Path.of("../examples/line-fit.yaml"))
                .replace("python:3.13-slim", IMAGE)
                .replace("s3://shoal/inputs/research/line.csv", "s3://" + bucket + "/" + dataset)
                .replace("s3://shoal/outputs/research/line-fit/", "s3://" + bucket + "/" + output),
            TrainingJob.class);
    example.getMetadata().setName(name);
    example.getMetadata().setNamespace(NAMESPACE);
    uid = id(stack.kubernetes.resource(example).create());

    TrainingJob job = ended(WorkPhase.SUCCEEDED);
    assertThat(job.getStatus().records()).isEqualTo(PAIRS);
    assertThat(job.getStatus().step()).isEqualTo("inference");
    assertThat(job.getStatus().progress().epoch()).isEqualTo(300);
    assertThat(job.getStatus().gpuSeconds()).isNotNegative();
    assertThat(job.getStatus().durationSeconds()).isPositive();
    // y = 3x + 1, x scaled from up to 10 to up to 1
    assertThat(Double.parseDouble(job.getStatus().metrics().get("slope")))
        .isCloseTo(30, within(.5));
    assertThat(Double.parseDouble(job.getStatus().metrics().get("offset")))
        .isCloseTo(1, within(.3));
    assertThat(new String(stack.store.read(output + "predictions.csv"), UTF_8).lines())
        .hasSize(PAIRS);
    assertThat(workflowOpen(job)).isFalse();
    assertThat(stack.events(name))
        .anyMatch(event -> event.startsWith("Running:"))
        .anyMatch(event -> event.startsWith("Succeeded:"));
  }

  @Test
  void aFolderIsADataSetOfAllItsObjects() throws Exception {
    String folder = dataset.replace(".csv", "/");
    for (String part : List.of("a.csv", "b.csv", "c.csv")) {
      stack.store.write(folder + part, TrainingSample.line().getBytes(UTF_8), "text/csv");
    }
    String script =
        """
        import ssl, urllib.request
        tls = ssl.create_default_context(cafile='/shoal/ca.crt')
        links = open('/shoal/dataset').read().split()
        lines = sum(len(urllib.request.urlopen(one, context=tls).readlines()) for one in links)
        body = ('{"objects": %d, "lines": %d}' % (len(links), lines)).encode()
        put = open('/shoal/put.metrics.json').read()
        urllib.request.urlopen(urllib.request.Request(put, body, method='PUT'), context=tls)
        """;
    create(
        sample
            .spec(
                "image: %s, command: [python3, -c, %s]"
                    .formatted(IMAGE, Serialization.asJson(script).strip()))
            .replace(dataset, folder));
    TrainingJob job = ended(WorkPhase.SUCCEEDED);
    assertThat(job.getStatus().records()).isEqualTo(3 * PAIRS);
    assertThat(job.getStatus().metrics())
        .containsEntry("objects", "3")
        .containsEntry("lines", Integer.toString(3 * (PAIRS + 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent.csv | csv   | 1   | DatasetNotFound | spec.dataset: there is nothing at s3://",
        "NAME.csv   | jsonl | 1   | DatasetInvalid  | is not jsonl: line 1 is no JSON",
        "NAME.csv   | csv   | 201 | DatasetInvalid  | has 200 records, minRecords is 201",
      })
  void aDataSetThatWillNotDoCostsNoGpu(
      String object, String format, int least, String reason, String message) {
    create(
        """
        dataset: {uri: "s3://%s/inputs/%s/%s", format: %s, minRecords: %d}
        training: {image: %s, command: [python3, -c, "print()"]}
        output: {uri: "s3://%s/%s"}"""
            .formatted(
                bucket,
                NAMESPACE,
                object.replace("NAME", name),
                format,
                least,
                IMAGE,
                bucket,
                output));
    TrainingJob job = ended(WorkPhase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo(reason);
    assertThat(job.getStatus().failure().message()).contains(message);
    assertThat(job.getStatus().gpuSeconds()).isNull();
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith(reason + ": "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image: localhost/absent:1                          | ImagePullFailed | localhost/absent:1 can't be pulled",
        "image: IMAGE, command: [python3, -c, 'exit(3)']    | StepFailed      | ended with exit code 3",
        "image: IMAGE, command: [python3, -c, 'bytearray(300000000)'], resources: {limits: {memory: 64Mi}} | OutOfMemory | exit code 137",
        "image: IMAGE, gpuType: none-such                   | Unschedulable   | none-such",
        "image: IMAGE, command: [python3, -c, 'import time; time.sleep(600)'], activeDeadlineSeconds: 3 | RunTimeExceeded | activeDeadlineSeconds",
      })
  void whatGoesWrongIsNamed(String training, String reason, String message) {
    create(sample.spec(training.replace("IMAGE", IMAGE)));
    TrainingJob job = ended(WorkPhase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo(reason);
    assertThat(job.getStatus().failure().message()).contains(message);
    assertThat(job.getStatus().step()).isEqualTo("training");
  }

  @Alone
  @Test
  void aTrainingOutlivesOperatorAndWorker() throws Exception {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    stack.machine.kill("operator");
    stack.machine.kill("worker");
    sample.letGo(stack.store);
    TrainingJob job = ended(WorkPhase.SUCCEEDED);
    assertThat(job.getStatus().run()).isOne();
    assertThat(job.getStatus().gpuSeconds()).isPositive();
    assertThat(job.getStatus().metrics()).containsEntry("waited", "1");
  }

  @Test
  void aSuspendedTrainingGivesItsGpuBackAndStartsAnew() throws Exception {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    patch("{\"spec\":{\"suspend\":true}}");
    await().until(() -> phase(job()) == WorkPhase.SUSPENDED && is(job(), "TornDown"));
    assertThat(left()).isEmpty();
    sample.letGo(stack.store);
    patch("{\"spec\":{\"suspend\":false}}");
    assertThat(ended(WorkPhase.SUCCEEDED).getStatus().run()).isEqualTo(2);
  }

  /** Suspended and let go from outside, as Kueue does it. */
  @Test
  void aQueueMayTakeTheGpuBackForAWhile() throws Exception {
    create(sample.waiting(), "kueue.x-k8s.io/queue-name: gpus");
    await().until(() -> epoch() >= 1);
    var step =
        stack
            .kubernetes
            .batch()
            .v1()
            .jobs()
            .inNamespace(NAMESPACE)
            .withName(TrainingNames.jobName(uid, 1, TrainingStep.TRAINING));
    assertThat(step.get().getMetadata().getLabels())
        .containsEntry("kueue.x-k8s.io/queue-name", "gpus");
    step.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");
    await()
        .until(
            () -> "its Job is suspended: queue gpus holds it".equals(job().getStatus().waiting()));
    await().until(() -> stack.pods(uid).isEmpty());
    sample.letGo(stack.store);
    step.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":false}}");
    assertThat(ended(WorkPhase.SUCCEEDED).getStatus().run()).isOne();
  }

  @Test
  void aTrainingThatIsDeletedTakesItsPodsAlong() {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    TrainingJob job = job();
    trainings().withName(name).delete();
    await().until(() -> job() == null);
    assertThat(left()).isEmpty();
    await().until(() -> !workflowOpen(job));
    assertThat(row(job)).isEqualTo("FAILED Cancelled");
  }

  @Test
  void aCancelledWorkflowEndsTheTraining() {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    workflow(job()).cancel();
    assertThat(ended(WorkPhase.FAILED).getStatus().failure().reason()).isEqualTo("Cancelled");
  }

  @Test
  void aTrainingWhoseWorkflowIsGoneIsEnded() {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    workflow(job()).terminate("test");
    assertThat(ended(WorkPhase.FAILED).getStatus().failure().reason()).isEqualTo("EngineLost");
  }

  @Test
  void aJobThatIsDeletedByHandEndsTheTraining() {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    String step = TrainingNames.jobName(id(job()), 1, TrainingStep.TRAINING);
    stack.kubernetes.batch().v1().jobs().inNamespace(NAMESPACE).withName(step).delete();
    TrainingJob job = ended(WorkPhase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Preempted");
    assertThat(job.getStatus().failure().message()).contains(step);
  }

  @Test
  void aRowThatIsLostBeginsAnew() throws Exception {
    create(sample.waiting());
    await().until(() -> epoch() >= 1);
    stack
        .database
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM work WHERE id = ?::uuid", id(job())));
    sample.letGo(stack.store);
    patch("{\"metadata\":{\"annotations\":{\"look\":\"now\"}}}");
    assertThat(ended(WorkPhase.SUCCEEDED).getStatus().run()).isEqualTo(2);
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("RowLost:"));
  }

  @Test
  void aPlaceOfAnotherNamespaceIsRefusedUntilItIsMended() {
    create(
        sample
            .spec("image: " + IMAGE + ", command: [python3, -c, 'exit(3)']")
            .replace(output, "outputs/other/"));
    await()
        .until(
            () ->
                condition("Stalled")
                    .filter(stalled -> stalled.getReason().equals("PlaceRefused"))
                    .filter(
                        stalled ->
                            stalled.getMessage().startsWith("spec.output.uri s3://")
                                && stalled.getMessage().contains("outputs/" + NAMESPACE + "/"))
                    .isPresent());
    patch("{\"spec\":{\"output\":{\"uri\":\"s3://" + bucket + "/" + output + "\"}}}");
    assertThat(ended(WorkPhase.FAILED).getStatus().failure().reason()).isEqualTo("StepFailed");
  }

  @Test
  void aDraftHoldsNothingAndTimeToLiveEndsIt() {
    create(
        sample.spec("image: " + IMAGE + ", command: [python3, -c, 'exit(3)']")
            + "\nsuspend: true\nttlSecondsAfterFinished: 1");
    await().until(() -> phase(job()) == WorkPhase.SUSPENDED);
    assertThat(job().getMetadata().getFinalizers()).isEmpty();
    assertThat(left()).isEmpty();
    patch("{\"spec\":{\"suspend\":false}}");
    await().until(() -> job() == null);
  }

  private void create(String spec) {
    create(spec, "");
  }

  private void create(String spec, String labels) {
    TrainingJob job =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: TrainingJob\nmetadata: {name: %s, namespace: %s, labels: {%s}}\n"
                    .formatted(name, NAMESPACE, labels)
                + "spec:\n"
                + spec.indent(2),
            TrainingJob.class);
    uid = id(stack.kubernetes.resource(job).create());
  }

  private void patch(String patch) {
    trainings().withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static NonNamespaceOperation<
          TrainingJob, KubernetesResourceList<TrainingJob>, Resource<TrainingJob>>
      trainings() {
    return stack.kubernetes.resources(TrainingJob.class).inNamespace(NAMESPACE);
  }

  private TrainingJob job() {
    return trainings().withName(name).get();
  }

  private TrainingJob ended(WorkPhase phase) {
    Predicate<TrainingJob> settled =
        job ->
            phase(job) != null
                && phase(job).terminal()
                && is(job, "TornDown")
                && job.getMetadata().getFinalizers().isEmpty();
    TrainingJob job = await().until(this::job, settled);
    assertThat(phase(job)).as("%s", job.getStatus().failure()).isEqualTo(phase);
    assertThat(left()).isEmpty();
    return job;
  }

  private static WorkPhase phase(TrainingJob job) {
    return job == null || job.getStatus() == null ? null : job.getStatus().phase();
  }

  private long epoch() {
    TrainingJob job = job();
    return job.getStatus() == null || job.getStatus().progress() == null
        ? 0
        : job.getStatus().progress().epoch();
  }

  private Optional<Condition> condition(String type) {
    return conditions(job()).filter(one -> one.getType().equals(type)).findFirst();
  }

  private static boolean is(TrainingJob job, String type) {
    return conditions(job)
        .anyMatch(one -> one.getType().equals(type) && one.getStatus().equals("True"));
  }

  private static Stream<Condition> conditions(TrainingJob job) {
    return job.getStatus() == null || job.getStatus().conditions() == null
        ? Stream.of()
        : job.getStatus().conditions().stream();
  }

  /** What this training has in the cluster. */
  private List<String> left() {
    Map<String, String> mine = Map.of(JobLabels.JOB_UID, uid);
    return Stream.<HasMetadata>concat(
            stack
                .kubernetes
                .pods()
                .inNamespace(NAMESPACE)
                .withLabels(mine)
                .list()
                .getItems()
                .stream(),
            stack
                .kubernetes
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withLabels(mine)
                .list()
                .getItems()
                .stream())
        .map(one -> one.getKind() + " " + one.getMetadata().getName())
        .toList();
  }

  private static String id(TrainingJob job) {
    return job.getMetadata().getUid();
  }

  private static String row(TrainingJob job) {
    return stack
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT state || ' ' || failure_reason FROM work WHERE id = :id::uuid")
                    .bind("id", id(job))
                    .mapTo(String.class)
                    .one());
  }

  private static WorkflowStub workflow(TrainingJob job) {
    return stack.temporal.client().newUntypedWorkflowStub(TrainingNames.workflowId(id(job)));
  }

  private static boolean workflowOpen(TrainingJob job) {
    return workflow(job).describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }
}
