package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.e2e.fault.ApiFaults;
import dev.shoal.e2e.fault.ApiProxy;
import dev.shoal.job.JobLabels;
import dev.shoal.reportrun.ReportRunNames;
import dev.shoal.script.ScriptNames;
import dev.shoal.source.SourceSyncNames;
import dev.shoal.training.TrainingNames;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults under work of the kinds whose rows are work. */
@Tag("faults")
@Alone
class WorkFaultTest extends JobTest {
  private String name = "";
  private TrainingSample training = new TrainingSample("");
  private RecordServer records;

  /** Kinds of work; what is quick ends by itself, what is held goes on until it is let go. */
  enum Work {
    TRAINING_JOB("TrainingJob", "TrainingMonitorJob"),
    SOURCE_SYNC("SourceSync", "SourceSync"),
    REPORT_RUN("ReportRun", "ReportRunSend"),
    SCRIPT_RUN("ScriptRun", "ScriptExecute");

    private final String kind;
    private final String step;

    Work(String kind, String step) {
      this.kind = kind;
      this.step = step;
    }
  }

  @BeforeEach
  void prepare() throws IOException {
    records = new RecordServer();
    records.records.addAll(List.of("{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}"));
    another();
  }

  @AfterEach
  void heal() throws IOException {
    records.close();
    Proxy temporal = stack.network("temporal");
    temporal.enable();
    for (var toxic : temporal.toxics().getAll()) {
      toxic.remove();
    }
    stack.network("postgres", true);
  }

  /** The next resource has a name of its own. */
  private void another() throws IOException {
    name = "w-" + UUID.randomUUID().toString().substring(0, 8);
    training = new TrainingSample(name);
    training.store(stack.store);
  }

  @ParameterizedTest
  @EnumSource
  @Row(1)
  void theOperatorIsKilledAroundEachOfItsWrites(Work work) throws Exception {
    try (ApiRoutes routes = new ApiRoutes(stack)) {
      hitEach("operator", routes.operator, work);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SCRIPT_RUN"})
  @Row(9)
  void theWorkerIsKilledAroundEachOfItsWrites(Work work) throws Exception {
    try (ApiRoutes routes = new ApiRoutes(stack)) {
      hitEach("worker", routes.worker, work);
    }
  }

  private void hitEach(String component, ApiProxy proxy, Work work) throws IOException {
    proxy.recount();
    quick(work);
    ended(work, "Succeeded");
    int writes = proxy.writes();
    assertThat(writes).isPositive();
    System.out.printf("%s, %s: %d write points%n", work.kind, component, writes);
    for (int write = 1; write <= writes; write++) {
      for (boolean after : new boolean[] {false, true}) {
        another();
        proxy.recount();
        proxy.inject(ApiFaults.atWrite(write, after, () -> stack.machine.kill(component)));
        quick(work);
        assertThat(run(ended(work, "Succeeded")))
            .as("write %d, %s", write, after ? "after" : "before")
            .isOne();
        proxy.heal();
        stack.renew(component);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Row(7)
  void temporalIsAwayAtTheStart(Work work) {
    stack.network("temporal", false);
    quick(work);
    await().until(() -> "TemporalUnavailable".equals(stalled(get(work))));
    stack.network("temporal", true);
    assertThat(run(ended(work, "Succeeded"))).isOne();
  }

  /** Whether it arrived or not: one workflow comes of it. */
  @ParameterizedTest
  @EnumSource
  @Row(8)
  void theAnswerToTheStartIsLost(Work work) throws IOException {
    stack.network("temporal").toxics().timeout("lost", ToxicDirection.DOWNSTREAM, 0);
    quick(work);
    await().until(() -> "TemporalUnavailable".equals(stalled(get(work))));
    stack.network("temporal").toxics().get("lost").remove();
    assertThat(run(ended(work, "Succeeded"))).isOne();
    assertThat(
            stack.temporal.client().listExecutions("WorkflowId = '" + workflow(work) + "'").count())
        .isOne();
  }

  /** The worker that has the step is held still until another has it too, then goes on. */
  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SCRIPT_RUN"})
  @Row(10)
  void aStepRunsTwiceAtOnce(Work work) throws IOException {
    stack.scale("worker", 2);
    try {
      held(work);
      long before = stack.scheduled(workflow(work), work.step);
      Pod holder = stack.holder(workflow(work), work.step);
      stack.machine.signal(holder, "STOP");
      try {
        await().until(() -> stack.scheduled(workflow(work), work.step) > before);
      } finally {
        stack.machine.signal(holder, "CONT");
      }
      letGo(work);
      assertThat(run(ended(work, "Succeeded"))).isOne();
    } finally {
      stack.scale("worker", 1);
    }
  }

  /** A quarter of an hour, scaled. */
  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SOURCE_SYNC", "SCRIPT_RUN"})
  @Row(11)
  void allWorkersAreAwayInMidRun(Work work) throws Exception {
    held(work);
    stack.scale("worker", 0);
    try {
      Thread.sleep(Duration.ofSeconds(45)); // the fault itself
    } finally {
      stack.scale("worker", 1);
    }
    letGo(work);
    assertThat(run(ended(work, "Succeeded"))).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SOURCE_SYNC", "SCRIPT_RUN"})
  @Row(12)
  void theDatabaseIsAwayInMidRun(Work work) throws Exception {
    held(work);
    stack.network("postgres", false);
    Thread.sleep(Duration.ofSeconds(8)); // the fault itself
    letGo(work);
    stack.network("postgres", true);
    assertThat(run(ended(work, "Succeeded"))).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SCRIPT_RUN"})
  @Row(20)
  void workIsCancelledWhileItsPodWaitsForANode(Work work) {
    unschedulable(work);
    stack.temporal.client().newUntypedWorkflowStub(workflow(work)).cancel();
    assertThat(reason(ended(work, "Failed"))).isEqualTo("Cancelled");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SOURCE_SYNC", "SCRIPT_RUN"})
  @Row(21)
  void theWorkflowIsDeletedInMidRun(Work work) {
    held(work);
    stack.deleteWorkflow(workflow(work));
    assertThat(reason(ended(work, "Failed"))).isEqualTo("EngineLost");
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SCRIPT_RUN"})
  @Row(22)
  void workIsDeletedWhileItsPodWaitsForANode(Work work) {
    unschedulable(work);
    String id = get(work).getMetadata().getUid();
    resource(work).delete();
    await().until(() -> get(work) == null);
    assertThat(left(id)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"TRAINING_JOB", "SOURCE_SYNC", "SCRIPT_RUN"})
  @Row(23)
  void temporalIsGoneForGoodAndTheWorkIsDeleted(Work work) {
    held(work);
    String id = get(work).getMetadata().getUid();
    stack.network("temporal", false);
    resource(work).delete();
    await().until(() -> get(work) == null);
    assertThat(left(id)).isEmpty();
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("WorkflowNotEnded: "));
  }

  /** Asks for what no node has. */
  private void unschedulable(Work work) {
    create(
        work,
        work == Work.TRAINING_JOB
            ? training.spec("image: " + TrainingSample.IMAGE + ", gpuType: none-such")
            : "{image: %s, script: \"true\", resources: {requests: {cpu: \"1000\"}}}"
                .formatted(ScriptSample.IMAGE));
    await()
        .until(
            () ->
                !left(get(work).getMetadata().getUid()).isEmpty()
                    && get(work).get("status", "waiting") != null);
  }

  /** Ends by itself. */
  private void quick(Work work) {
    switch (work) {
      case TRAINING_JOB ->
          create(
              work,
              training
                  .spec(
                      "image: %s, command: [python3, -c, 'print()']"
                          .formatted(TrainingSample.IMAGE))
                  .replace("files: [go, metrics.json]", "files: [go]"));
      case SOURCE_SYNC -> create(work, sync());
      case REPORT_RUN -> create(work, "report: DailyJobs\nsend: false");
      case SCRIPT_RUN -> create(work, ScriptSample.spec("echo quick"));
    }
  }

  /** Is in the middle of its step, and goes on until it is let go. */
  private void held(Work work) {
    switch (work) {
      case TRAINING_JOB -> {
        create(work, training.waiting());
        await().until(() -> get(work).get("status", "progress", "epoch") != null);
      }
      case SOURCE_SYNC -> {
        records.away = 2;
        create(work, sync());
        await().until(() -> records.asked.stream().anyMatch(one -> one.endsWith("page=2")));
      }
      case SCRIPT_RUN -> {
        create(work, ScriptSample.lasting());
        await().until(() -> "begun\n".equals(get(work).get("status", "stdout")));
      }
      case REPORT_RUN -> throw new IllegalArgumentException("a report is over at once");
    }
  }

  private void letGo(Work work) throws IOException {
    switch (work) {
      case TRAINING_JOB -> training.letGo(stack.store);
      case SOURCE_SYNC -> records.away = 0;
      case SCRIPT_RUN, REPORT_RUN -> {} // over by themselves
    }
  }

  private String sync() {
    try {
      return "sources: [{name: %s, type: http, uri: \"%s\", resources: [issues]}]"
          .formatted(name, records.uri());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void create(Work work, String spec) {
    GenericKubernetesResource made =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec:\n"
                    .formatted(work.kind, name, NAMESPACE)
                + spec.indent(2),
            GenericKubernetesResource.class);
    stack.kubernetes.resource(made).create();
  }

  private Resource<GenericKubernetesResource> resource(Work work) {
    return stack
        .kubernetes
        .genericKubernetesResources("shoal.dev/v1alpha1", work.kind)
        .inNamespace(NAMESPACE)
        .withName(name);
  }

  private GenericKubernetesResource get(Work work) {
    return resource(work).get();
  }

  private GenericKubernetesResource ended(Work work, String phase) {
    GenericKubernetesResource one =
        await()
            .until(
                () -> get(work),
                found ->
                    List.of("Succeeded", "Failed")
                            .contains(String.valueOf(found.<Object>get("status", "phase")))
                        && found.getMetadata().getFinalizers().isEmpty());
    assertThat(String.valueOf(one.<Object>get("status", "phase")))
        .as("%s", one.<Object>get("status"))
        .isEqualTo(phase);
    assertThat(left(one.getMetadata().getUid())).isEmpty();
    return one;
  }

  private static int run(GenericKubernetesResource one) {
    return one.<Number>get("status", "run").intValue();
  }

  private static String reason(GenericKubernetesResource one) {
    return one.get("status", "failure", "reason");
  }

  private static String stalled(GenericKubernetesResource one) {
    List<Map<String, Object>> conditions = one.get("status", "conditions");
    return conditions == null
        ? ""
        : conditions.stream()
            .map(
                condition ->
                    Serialization.unmarshal(Serialization.asJson(condition), Condition.class))
            .filter(c -> c.getType().equals("Stalled") && c.getStatus().equals("True"))
            .map(Condition::getReason)
            .findFirst()
            .orElse("");
  }

  /** Names of pods and Jobs of a resource. */
  private static List<String> left(String id) {
    List<String> names =
        new ArrayList<>(stack.pods(id).stream().map(pod -> pod.getMetadata().getName()).toList());
    stack
        .kubernetes
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withLabel(JobLabels.JOB_UID, id)
        .list()
        .getItems()
        .forEach(job -> names.add(job.getMetadata().getName()));
    return names;
  }

  private String workflow(Work work) {
    String id = get(work).getMetadata().getUid();
    return switch (work) {
      case TRAINING_JOB -> TrainingNames.workflowId(id);
      case SOURCE_SYNC -> SourceSyncNames.workflowId(id);
      case REPORT_RUN -> ReportRunNames.workflowId(id);
      case SCRIPT_RUN -> ScriptNames.workflowId(id);
    };
  }
}
