package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.e2e.fault.ApiFaults;
import dev.shoal.e2e.fault.ApiProxy;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults between operator or worker and the API server. */
@Alone
class ApiFaultTest extends JobTest {
  private static ApiRoutes routes;

  @BeforeAll
  static void lead() throws IOException, GeneralSecurityException {
    routes = new ApiRoutes(stack);
  }

  @AfterAll
  static void leadStraight() {
    routes.close();
  }

  @AfterEach
  void heal() {
    routes.heal();
  }

  /** A whole run tells how many writes there are; then each is hit, before and after. */
  @Test
  @Row(1)
  @Tag("faults")
  void theOperatorIsKilledAroundEachOfItsWrites() {
    hitEach("operator", routes.operator);
  }

  @Test
  @Row(9)
  @Tag("e2e")
  void theWorkerIsKilledAfterItsPodIsCreatedAndAdoptsIt() {
    routes.worker.recount();
    routes.worker.inject(ApiFaults.atWrite(1, true, () -> stack.machine.kill("worker")));
    assertThat(tornDown(submit("test-fast", 5), Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(9)
  @Tag("faults")
  void theWorkerIsKilledAroundEachOfItsWrites() {
    hitEach("worker", routes.worker);
  }

  private static void hitEach(String component, ApiProxy proxy) {
    proxy.recount();
    tornDown(submit("test-fast", 5), Phase.COMPLETED);
    int writes = proxy.writes();
    assertThat(writes).isPositive();
    System.out.printf("%s: %d write points, each hit before and after%n", component, writes);
    for (int write = 1; write <= writes; write++) {
      for (boolean after : new boolean[] {false, true}) {
        proxy.recount();
        proxy.inject(ApiFaults.atWrite(write, after, () -> stack.machine.kill(component)));
        SimulationJob job = tornDown(submit("test-fast", 5), Phase.COMPLETED);
        assertThat(job.getStatus().attempts())
            .as("write %d, %s", write, after ? "after" : "before")
            .hasSize(1);
        proxy.heal();
        stack.renew(component);
      }
    }
  }

  @Test
  @Row(2)
  @Tag("faults")
  void whatWatchesTellComesLate() {
    routes.operator.inject(ApiFaults.lateWatches(Duration.ofSeconds(5)));
    routes.worker.inject(ApiFaults.lateWatches(Duration.ofSeconds(5)));
    stack.machine.kill("operator");
    stack.machine.kill("worker");
    String name = submit("test-slow", 10);
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(3)
  @Tag("faults")
  void watchesAreLostAndListedAnew() {
    routes.operator.inject(ApiFaults.goneWatches(6));
    routes.worker.inject(ApiFaults.goneWatches(3));
    stack.machine.kill("operator");
    stack.machine.kill("worker");
    String name = submit("test-slow", 10);
    Pod pod = pod(running(name));
    stack.kubernetes.resource(pod).delete();
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(2);
  }

  @Test
  @Row(4)
  @Tag("e2e")
  void writesConflict() {
    routes.operator.inject(
        ApiFaults.errors(call -> call.writes("simulationjobs"), 6, 409, "Conflict"));
    routes.worker.inject(ApiFaults.errors(call -> call.writes("pods"), 2, 409, "Conflict"));
    assertThat(tornDown(submit("test-slow", 5), Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  private static boolean noLease(ApiProxy.Call call) {
    return !call.path().contains("/leases");
  }

  /** Five minutes, scaled: nothing gets through but the lease. */
  @Test
  @Row(5)
  @Tag("faults")
  void theApiServerFailsForAWhileInMidRun() throws InterruptedException {
    String name = submit("test-slow", 40);
    running(name);
    for (int code : new int[] {429, 503}) {
      routes.operator.inject(
          ApiFaults.errors(ApiFaultTest::noLease, Integer.MAX_VALUE, code, "ServiceUnavailable"));
      routes.worker.inject(
          ApiFaults.errors(ApiFaultTest::noLease, Integer.MAX_VALUE, code, "ServiceUnavailable"));
      Thread.sleep(Duration.ofSeconds(7)); // the fault itself
      routes.heal();
    }
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(5)
  @Tag("e2e")
  void answersToCreatesAndDeletesAreLost() {
    routes.worker.inject(
        ApiFaults.answersLost(call -> call.writes("pods") || call.writes("secrets"), 3));
    routes.operator.inject(ApiFaults.answersLost(call -> call.writes("simulationjobs"), 3));
    assertThat(tornDown(submit("test-fast", 5), Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  /** The ledger then says that it is an estimate (I10). */
  @Test
  @Row(5)
  @Tag("e2e")
  void thatThePodIsGoneIsToldLate() {
    AtomicBoolean deleted = new AtomicBoolean();
    routes.worker.inject(
        (call, next) -> {
          boolean looks = call.method().equals("GET") && call.path().contains("/pods/");
          if (looks && deleted.compareAndSet(true, false)) {
            LockSupport.parkNanos(Duration.ofSeconds(6).toNanos()); // the fault itself
          }
          ApiProxy.Answer answer = next.send(call);
          if (call.method().equals("DELETE") && call.writes("pods")) {
            deleted.set(true);
          }
          return answer;
        });
    String name = submit("test-fast", 5);
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(stack.attempts.of(job.getMetadata().getUid()))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.estimated()).isTrue());
  }

  @Test
  @Row(5)
  @Tag("faults")
  void writesArriveTwice() {
    routes.worker.inject(ApiFaults.twice(call -> call.write() > 0));
    routes.operator.inject(ApiFaults.twice(call -> call.write() > 0));
    assertThat(tornDown(submit("test-fast", 5), Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(6)
  @Tag("e2e")
  void twoOperatorsActAtOnce() {
    setElection("false");
    stack.scale("operator", 2);
    try {
      String first = submit("test-slow", 10);
      String second = submit("test-fast", 5);
      Pod pod = pod(running(first));
      stack.kubernetes.resource(pod).delete();
      assertThat(tornDown(first, Phase.COMPLETED).getStatus().attempts()).hasSize(2);
      assertThat(tornDown(second, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
    } finally {
      stack.scale("operator", 1);
      setElection(null);
    }
  }

  /** Between two operators one write is late: what it says was overtaken by the other's. */
  @Test
  @Row(6)
  @Tag("e2e")
  void aStatusThatIsWrittenLateOverwritesNoNewerOne() {
    setElection("false");
    stack.scale("operator", 2);
    try {
      AtomicBoolean held = new AtomicBoolean();
      routes.operator.inject(
          (call, next) -> {
            boolean tellsOfProvisioning =
                call.writes("simulationjobs")
                    && call.path().endsWith("/status")
                    && call.body().contains("\"phase\":\"Provisioning\"");
            if (tellsOfProvisioning && held.compareAndSet(false, true)) {
              String job = call.path().replaceFirst(".*/simulationjobs/([^/]+)/.*", "$1");
              running(job);
            }
            return next.send(call);
          });
      assertThat(tornDown(submit("test-slow", 10), Phase.COMPLETED).getStatus().attempts())
          .hasSize(1);
      assertThat(held).isTrue();
    } finally {
      stack.scale("operator", 1);
      setElection(null);
    }
  }

  private static void setElection(@Nullable String value) {
    Map<String, @Nullable String> variables = new HashMap<>();
    variables.put("SHOAL_LEADER_ELECTION", value);
    stack.setEnvironment("operator", variables);
  }

  /** What a queue's webhook does, done on the way: the pod is gated for longer than its limit. */
  @Test
  @Row(17)
  @Tag("e2e")
  void aPodThatAQueueGatesIsWaitedFor() {
    routes.worker.inject(
        (call, next) ->
            next.send(
                call.method().equals("POST") && call.writes("pods")
                    ? new ApiProxy.Call(
                        call.method(),
                        call.path(),
                        call.query(),
                        call.headers(),
                        call.body()
                            .replaceFirst(
                                "\"spec\":\\{",
                                "\"spec\":{\"schedulingGates\":[{\"name\":\"test/queue\"}],"),
                        call.write())
                    : call));
    String name = submit("test-impatient", 5);
    SimulationJob job = stack.awaitJob(name, j -> phase(j) == Phase.PROVISIONING);
    Pod gated =
        await()
            .until(
                () -> stack.pods(job.getMetadata().getUid()).stream().findFirst().orElse(null),
                pod -> pod != null && !pod.getSpec().getSchedulingGates().isEmpty());
    await()
        .during(Duration.ofSeconds(10))
        .until(() -> phase(stack.job(name)) == Phase.PROVISIONING);
    assertThat(message(stack.job(name), "PodReady"))
        .startsWith("scheduling gates hold it: test/queue");
    stack
        .kubernetes
        .resource(gated)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"schedulingGates\":[]}}");
    assertThat(tornDown(name, Phase.COMPLETED).getStatus().attempts()).hasSize(1);
  }

  @Test
  @Row(17)
  @Tag("faults")
  void aPodThatNoNodeTakesFailsTheJobInTime() {
    SimulationJob job = tornDown(submit("test-unschedulable", 5), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("Unschedulable");
  }
}
