package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationTier;
import dev.shoal.e2e.fault.SpecMutations;
import dev.shoal.e2e.fault.SpecMutations.Mutation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Specs from any state to any state: each is refused by the name of its field, or taken, and then
 * the job says clearly what becomes of it; a good spec after a bad one is all that it takes.
 */
@Tag("faults")
@Alone
class SpecMutationTest extends JobTest {
  private static final int LEAST_TRANSITIONS = 500;
  private static final int AT_ONCE = 8;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path CRDS = Path.of("../crds/yaml");

  /** Enough for every rule that a draft has to keep. */
  private static final String GOOD =
      "{suspend: true, goal: \"Will it?\", tier: test-no-node, seed: They vote, rounds: 5, agents: 5}";

  @Test
  void everySpecOfAJobIsRefusedOrReachesItsState() throws Exception {
    int restarts = restarts();
    List<Mutation> taken = Collections.synchronizedList(new ArrayList<>());
    int transitions =
        atOnce(
            SpecMutations.of(CRDS.resolve("simulationjobs.shoal.dev.yaml")),
            mutations -> changed(mutations, taken));
    transitions += atOnce(List.copyOf(taken), SpecMutationTest::started);
    System.out.printf("%d transitions, %d specs were taken%n", transitions, taken.size());
    assertThat(transitions).isGreaterThan(LEAST_TRANSITIONS);
    tornDown(submit("test-fast", 5), Phase.COMPLETED);
    assertThat(restarts()).as("nothing had to be restarted").isEqualTo(restarts);
  }

  @Test
  void everySpecOfATierIsRefusedOrObserved() throws Exception {
    int restarts = restarts();
    String name = "mutated";
    String good = "{engine: scripted, maxRounds: 5, targetAgents: 5, gpuCount: 1}";
    GenericKubernetesResource tier =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: SimulationTier\nmetadata: {name: %s}\nspec: %s"
                .formatted(name, good),
            GenericKubernetesResource.class);
    stack.kubernetes.resource(tier).serverSideApply();
    Resource<SimulationTier> resource =
        stack.kubernetes.resources(SimulationTier.class).withName(name);
    for (Mutation mutation : SpecMutations.of(CRDS.resolve("simulationtiers.shoal.dev.yaml"))) {
      if (!refused(resource, mutation)) {
        replace(resource, good);
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Objects.requireNonNull(resource.get().getStatus()).matchingNodes())
                    .isEqualTo(1));
    resource.delete();
    assertThat(restarts()).as("nothing had to be restarted").isEqualTo(restarts);
  }

  /** What a schedule's template may have, the tests of those kinds go through. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          TrainingJob      | {suspend: true, dataset: {uri: "s3://shoal/inputs/e2e/x.csv", format: csv}, training: {image: i}, output: {uri: "s3://shoal/outputs/e2e/x/"}}
          ReportRun        | {suspend: true, report: DailyJobs, send: false}
          SourceSync       | {suspend: true, sources: [{name: a, type: http, uri: "https://example.org/", resources: [r]}]}
          ScriptRun        | {suspend: true, script: "true", image: i}
          WorkflowSchedule | {suspend: true, schedule: "@yearly", template: {reportRun: {report: DailyJobs, send: false}}}
          """)
  void everySpecOfAnotherKindIsRefusedOrObserved(String kind, String good) throws Exception {
    int restarts = restarts();
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    List<Mutation> mutations =
        SpecMutations.of(CRDS.resolve(plural + ".shoal.dev.yaml")).stream()
            .filter(mutation -> !mutation.field().startsWith("spec.template."))
            .filter(mutation -> !startsOrEnds(mutation))
            .toList();
    int transitions = atOnce(mutations, some -> observed(kind, good, some));
    System.out.printf("%s: %d transitions%n", kind, transitions);
    assertThat(transitions).isGreaterThanOrEqualTo(mutations.size());
    assertThat(restarts()).as("nothing had to be restarted").isEqualTo(restarts);
  }

  /** A suspended resource takes each mutation, or not, is looked at, and is made good again. */
  private static int observed(String kind, String good, List<Mutation> mutations)
      throws IOException {
    GenericKubernetesResource made =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: %s\nmetadata: {name: m-%s, namespace: %s}\nspec: %s"
                .formatted(kind, UUID.randomUUID().toString().substring(0, 8), NAMESPACE, good),
            GenericKubernetesResource.class);
    Resource<GenericKubernetesResource> resource =
        stack
            .kubernetes
            .genericKubernetesResources("shoal.dev/v1alpha1", kind)
            .inNamespace(NAMESPACE)
            .resource(made);
    resource.create();
    int transitions = 0;
    for (Mutation mutation : mutations) {
      transitions++;
      if (!refused(resource, mutation)) {
        looked(resource, mutation);
        replace(resource, good);
        looked(resource, mutation);
        transitions++;
      }
    }
    resource.delete();
    await().until(() -> resource.get() == null);
    return transitions;
  }

  private static void looked(Resource<GenericKubernetesResource> resource, Mutation mutation) {
    await()
        .alias(mutation.toString())
        .until(
            resource::get,
            one ->
                one.get("status", "observedGeneration") instanceof Number seen
                    && seen.longValue() == one.getMetadata().getGeneration());
  }

  /** Some of the mutations, with a job of their own; how many transitions they took. */
  @FunctionalInterface
  private interface Part {
    int of(List<Mutation> mutations) throws IOException;
  }

  /** All mutations, several jobs at once; how many transitions they took. */
  private static int atOnce(List<Mutation> all, Part part) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Integer>> parts = new ArrayList<>();
      for (int first = 0; first < AT_ONCE; first++) {
        int mine = first;
        List<Mutation> every =
            IntStream.range(0, all.size())
                .filter(index -> index % AT_ONCE == mine)
                .mapToObj(all::get)
                .toList();
        parts.add(pool.submit(() -> part.of(every)));
      }
      int transitions = 0;
      for (Future<Integer> one : parts) {
        transitions += one.get();
      }
      return transitions;
    }
  }

  /** A draft takes each mutation, or not, and is made good again. */
  private static int changed(List<Mutation> mutations, List<Mutation> taken) throws IOException {
    String name = create(GOOD);
    int transitions = 0;
    for (Mutation mutation : mutations) {
      transitions++;
      if (refused(job(name), mutation)) {
        continue;
      }
      if (startsOrEnds(mutation)) {
        stack.awaitJob(name, SpecMutationTest::startedOrExplained);
        delete(name);
        name = create(GOOD);
      } else {
        draft(name);
        taken.add(mutation);
      }
      replace(job(name), GOOD);
      draft(name);
      transitions++;
    }
    delete(name);
    return transitions;
  }

  /** Each spec that was taken is asked to run: it starts, or its job says what is missing. */
  private static int started(List<Mutation> taken) throws IOException {
    for (Mutation mutation : taken) {
      if (mutation.spec().has("seedFrom") || mutation.spec().has("replayOf")) {
        continue; // taken where the seed was taken away with them
      }
      ObjectNode spec = (ObjectNode) new YAMLMapper().readTree(GOOD);
      JSON.readerForUpdating(spec).readValue(mutation.spec());
      spec.put("suspend", false);
      spec.put("seed", "They vote on " + UUID.randomUUID());
      String name = create(spec.toString());
      stack.awaitJob(name, SpecMutationTest::startedOrExplained);
      delete(name);
    }
    return taken.size();
  }

  private static boolean startedOrExplained(SimulationJob job) {
    return job.getStatus() != null && (job.getStatus().startTime() != null || explained(job));
  }

  private static boolean refused(Resource<?> resource, Mutation mutation) throws IOException {
    PatchContext strict = PatchContext.of(PatchType.JSON_MERGE);
    strict.setFieldValidation("Strict");
    String patch = JSON.writeValueAsString(JSON.createObjectNode().set("spec", mutation.spec()));
    try {
      resource.patch(strict, patch);
      return false;
    } catch (KubernetesClientException e) {
      String field = mutation.field().replace("[]", "");
      String last = field.substring(field.lastIndexOf('.') + 1);
      assertThat(e.getMessage())
          .as("%s", mutation)
          .satisfiesAnyOf(
              message -> assertThat(message).contains(last),
              message -> assertThat(message).contains(field.split("\\.", -1)[1]));
      return true;
    }
  }

  private static boolean startsOrEnds(Mutation mutation) {
    JsonNode suspend = mutation.spec().get("suspend");
    return suspend != null && !suspend.asBoolean(false);
  }

  private static boolean explained(SimulationJob job) {
    String reason = stalledReason(job);
    return reason != null && !reason.equals("InternalError");
  }

  private static void draft(String name) {
    stack.awaitJob(
        name,
        job ->
            job.getStatus() != null
                && phase(job) == Phase.DRAFT
                && Objects.equals(
                    job.getStatus().observedGeneration(), job.getMetadata().getGeneration()));
  }

  private static Resource<SimulationJob> job(String name) {
    return stack.kubernetes.resources(SimulationJob.class).inNamespace(NAMESPACE).withName(name);
  }

  private static void replace(Resource<?> resource, String spec) throws IOException {
    JsonNode good = new YAMLMapper().readTree(spec);
    resource.patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"replace\",\"path\":\"/spec\",\"value\":" + good + "}]");
  }

  private static String create(String spec) {
    String name = "m-" + UUID.randomUUID().toString().substring(0, 8);
    GenericKubernetesResource job =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: SimulationJob\nmetadata: {name: %s, namespace: %s}\nspec: %s"
                .formatted(name, NAMESPACE, spec),
            GenericKubernetesResource.class);
    stack.kubernetes.resource(job).create();
    return name;
  }

  private static void delete(String name) {
    job(name).delete();
    await().until(() -> stack.job(name) == null);
  }

  private static int restarts() {
    int all = 0;
    for (String component : List.of("operator", "worker")) {
      for (Pod pod : stack.replicas(component)) {
        @Nullable Integer count =
            pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
        all += count == null ? 0 : count;
      }
    }
    return all;
  }
}
