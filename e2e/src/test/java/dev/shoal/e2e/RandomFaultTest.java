package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.e2e.fault.ApiFaults;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.client.WorkflowException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many jobs under random faults. The seed is printed: with {@code -Dshoal.seed} the same faults hit
 * the same jobs at the same ticks again.
 */
@Tag("faults")
@Alone
class RandomFaultTest extends JobTest {
  private static final long SEED = Long.getLong("shoal.seed", System.nanoTime());
  private static final int JOBS = Integer.getInteger("shoal.jobs", 200);
  private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("shoal.minutes", 20));

  private static ApiRoutes routes;

  private final Random random = new Random(SEED);
  private final List<String> names = new ArrayList<>();
  private final Set<String> suspended = new HashSet<>();

  @BeforeAll
  static void lead() throws IOException, GeneralSecurityException {
    routes = new ApiRoutes(stack);
  }

  @AfterAll
  static void leadStraight() {
    routes.close();
  }

  /** What may happen in a tick. */
  private enum Happening {
    NOTHING,
    OPERATOR_KILLED,
    WORKER_KILLED,
    ENGINE_KILLED,
    POD_DELETED,
    LABELS_LOST,
    DATABASE_AWAY,
    TEMPORAL_AWAY,
    STORE_AWAY,
    API_AWAY,
    API_ERRORS,
    API_ANSWERS_LOST,
    WATCHES_LATE,
    WATCHES_GONE,
    WORKFLOW_TERMINATED,
    WORKFLOW_CANCELLED,
    JOB_DELETED,
    JOB_SUSPENDED,
    JOBS_RESUMED
  }

  @Test
  @Row(28)
  void everyJobEndsAndNothingIsLeft() throws InterruptedException {
    System.out.printf("seed %d: -Dshoal.seed=%d makes the same faults again%n", SEED, SEED);
    Duration tick = TIME.dividedBy(JOBS);
    for (int job = 0; job < JOBS; job++) {
      names.add(
          random.nextInt(3) == 0
              ? submit("test-slow", 5 + random.nextInt(15))
              : submit("test-fast", 5));
      Happening happening = Happening.values()[random.nextInt(Happening.values().length)];
      String victim = names.get(Math.max(0, names.size() - 1 - random.nextInt(6)));
      happen(happening, victim);
      Thread.sleep(tick); // how long a fault lasts
      heal();
    }
    resume();
    Map<String, Integer> outcomes = new TreeMap<>();
    for (String name : names) {
      await().atMost(Duration.ofMinutes(15)).until(() -> settled(stack.job(name)));
      outcomes.merge(outcome(stack.job(name)), 1, Integer::sum);
    }
    System.out.println("outcomes: " + outcomes);
    assertThat(outcomes).containsKey("Completed").doesNotContainKey("InternalError");
  }

  private void happen(Happening happening, String victim) {
    try {
      switch (happening) {
        case NOTHING -> {}
        case OPERATOR_KILLED -> stack.machine.kill("operator");
        case WORKER_KILLED -> stack.machine.kill("worker");
        case ENGINE_KILLED -> podsOf(victim).forEach(pod -> stack.machine.signal(pod, "KILL"));
        case POD_DELETED -> podsOf(victim).forEach(pod -> stack.kubernetes.resource(pod).delete());
        case LABELS_LOST -> podsOf(victim).forEach(RandomFaultTest::stripLabels);
        case DATABASE_AWAY -> stack.network("postgres", false);
        case TEMPORAL_AWAY -> stack.network("temporal", false);
        case STORE_AWAY -> stack.network("minio", false);
        case API_AWAY -> {
          routes.operator.inject(ApiFaults.cut());
          routes.worker.inject(ApiFaults.cut());
        }
        case API_ERRORS -> {
          routes.operator.inject(ApiFaults.errors(call -> random.nextBoolean(), 50, 503, "Busy"));
          routes.worker.inject(ApiFaults.errors(call -> random.nextBoolean(), 50, 503, "Busy"));
        }
        case API_ANSWERS_LOST -> {
          routes.operator.inject(ApiFaults.answersLost(call -> call.write() > 0, 3));
          routes.worker.inject(ApiFaults.answersLost(call -> call.write() > 0, 3));
        }
        case WATCHES_LATE -> {
          routes.operator.inject(ApiFaults.lateWatches(Duration.ofSeconds(2)));
          routes.worker.inject(ApiFaults.lateWatches(Duration.ofSeconds(2)));
          stack.machine.kill("worker");
        }
        case WATCHES_GONE -> {
          routes.operator.inject(ApiFaults.goneWatches(3));
          routes.worker.inject(ApiFaults.goneWatches(3));
          stack.machine.kill("operator");
        }
        case WORKFLOW_TERMINATED -> stack.terminateWorkflow(uid(victim));
        case WORKFLOW_CANCELLED -> stack.cancelWorkflow(uid(victim));
        case JOB_DELETED ->
            stack
                .kubernetes
                .resources(SimulationJob.class)
                .inNamespace(NAMESPACE)
                .withName(victim)
                .delete();
        case JOB_SUSPENDED -> {
          edit(victim, "{\"spec\":{\"suspend\":true}}");
          suspended.add(victim);
        }
        case JOBS_RESUMED -> resume();
      }
    } catch (KubernetesClientException | WorkflowException | IllegalStateException e) {
      // the victim is past it
    }
  }

  private void resume() {
    for (String name : suspended) {
      if (stack.job(name) != null) {
        edit(name, "{\"spec\":{\"suspend\":false}}");
      }
    }
    suspended.clear();
  }

  private static void heal() {
    routes.heal();
    for (String server : List.of("postgres", "temporal", "minio")) {
      stack.network(server, true);
    }
  }

  private static List<Pod> podsOf(String name) {
    return stack.pods(uid(name));
  }

  private static String uid(String name) {
    SimulationJob job = stack.job(name);
    if (job == null) {
      throw new IllegalStateException(name + " is gone");
    }
    return job.getMetadata().getUid();
  }

  private static void stripLabels(Pod pod) {
    stack
        .kubernetes
        .resource(pod)
        .edit(p -> p.edit().editMetadata().withLabels(Map.of()).endMetadata().build());
  }

  private static boolean settled(SimulationJob job) {
    return job == null
        || (phase(job) != null
            && phase(job).terminal()
            && "True".equals(condition(job, "TornDown"))
            && job.getMetadata().getFinalizers().isEmpty());
  }

  private static String outcome(SimulationJob job) {
    return job == null
        ? "deleted"
        : job.getStatus().failure() == null ? "Completed" : job.getStatus().failure().reason();
  }
}
