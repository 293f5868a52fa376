package dev.shoal.e2e;

import dev.shoal.api.v1alpha1.SimulationJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shoal beside batch/v1 Job, on one cluster in one run. The pods ask for a node that isn't there,
 * so what is measured is the way to the pod, not the node. It asserts nothing: it prints.
 */
@Tag("bench")
@Alone
class ComparisonBench {
  private static final int ONE_BY_ONE = 30;
  private static final int AT_ONCE = Integer.getInteger("shoal.bench.jobs", 500);
  private static final int CLIENTS = 8;

  private final Map<String, Long> podSeen = new ConcurrentHashMap<>();
  private final Map<String, Long> podBound = new ConcurrentHashMap<>();
  private final Map<String, Long> podGone = new ConcurrentHashMap<>();

  @Test
  void compare() throws Exception {
    try (Stack stack = new Stack()) {
      watch(stack);
      IntFunction<HasMetadata> shoal = ComparisonBench::simulation;
      IntFunction<HasMetadata> batch = ComparisonBench::batchJob;
      measureOneByOne(stack, batch, 0, 5); // warm both up
      measureOneByOne(stack, shoal, 0, 5);
      double[] batchOne = measureOneByOne(stack, batch, 100, ONE_BY_ONE);
      double[] shoalOne = measureOneByOne(stack, shoal, 100, ONE_BY_ONE);
      print("one by one, ms", batchOne, shoalOne);
      clear(stack);
      idle(stack);
      clear(stack);
      double[] batchAll = measureAtOnce(stack, batch);
      clear(stack);
      double[] shoalAll = measureAtOnce(stack, shoal);
      print(AT_ONCE + " at once, ms", batchAll, shoalAll);
      System.out.printf(
          "memory at %d jobs, MiB: operator %d, worker %d%n",
          AT_ONCE, memory("OperatorMain"), memory("WorkerMain"));
      clear(stack);
    }
  }

  private void watch(Stack stack) {
    stack
        .kubernetes
        .pods()
        .inNamespace(Stack.NAMESPACE)
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(Pod pod) {
                podSeen.putIfAbsent(jobOf(pod), System.nanoTime());
                onUpdate(pod, pod);
              }

              @Override
              public void onUpdate(Pod before, Pod pod) {
                if (pod.getSpec().getNodeName() != null) {
                  podBound.putIfAbsent(jobOf(pod), System.nanoTime());
                }
              }

              @Override
              public void onDelete(Pod pod, boolean unknown) {
                podGone.putIfAbsent(jobOf(pod), System.nanoTime());
              }
            });
  }

  private static String jobOf(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return String.valueOf(labels.getOrDefault("shoal.dev/job-name", labels.get("job-name")));
  }

  private double[] measureOneByOne(
      Stack stack, IntFunction<HasMetadata> kind, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToDouble(
            i -> {
              HasMetadata resource = kind.apply(i);
              long start = System.nanoTime();
              stack.kubernetes.resource(resource).create();
              return millis(start, awaitPod(resource.getMetadata().getName()));
            })
        .toArray();
  }

  private double[] measureAtOnce(Stack stack, IntFunction<HasMetadata> kind) {
    Map<String, Long> started = new ConcurrentHashMap<>();
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < AT_ONCE; i++) {
        HasMetadata resource = kind.apply(1000 + i);
        clients.execute(
            () -> {
              stack.kubernetes.resource(resource).create();
              started.put(resource.getMetadata().getName(), start);
            });
      }
    }
    return started.keySet().stream().mapToDouble(name -> millis(start, awaitPod(name))).toArray();
  }

  private long awaitPod(String name) {
    Stack.await()
        .atMost(Duration.ofMinutes(5))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> podSeen.containsKey(name));
    return podSeen.get(name);
  }

  /**
   * From bound to gone, as a watch sees it, less the rounds themselves, which take no time with
   * tier test-fast.
   */
  private void idle(Stack stack) {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SimulationJob job = simulation(5000 + i, "test-fast");
      stack.kubernetes.resource(job).create();
      String name = job.getMetadata().getName();
      Stack.await().until(() -> podGone.containsKey(name));
      seconds.add(millis(podBound.get(name), podGone.get(name)) / 1_000);
    }
    Collections.sort(seconds);
    System.out.printf(
        "GPU time of a job whose rounds take none, s: p50 %.1f, most %.1f%n",
        seconds.get(seconds.size() / 2), seconds.getLast());
  }

  private void clear(Stack stack) {
    stack.kubernetes.resources(SimulationJob.class).inNamespace(Stack.NAMESPACE).delete();
    stack.kubernetes.resources(Job.class).inNamespace(Stack.NAMESPACE).delete();
    Stack.await()
        .atMost(Duration.ofMinutes(10))
        .until(
            () ->
                stack.kubernetes.pods().inNamespace(Stack.NAMESPACE).list().getItems().isEmpty()
                    && stack
                        .kubernetes
                        .resources(SimulationJob.class)
                        .inNamespace(Stack.NAMESPACE)
                        .list()
                        .getItems()
                        .isEmpty());
    podSeen.clear();
  }

  private static SimulationJob simulation(int i) {
    return simulation(i, "test-no-node");
  }

  private static SimulationJob simulation(int i, String tier) {
    return Serialization.unmarshal(
        """
        apiVersion: shoal.dev/v1alpha1
        kind: SimulationJob
        metadata: {name: bench-%d, namespace: e2e}
        spec: {tier: %s, goal: Will it?, seed: A seed., rounds: 5, agents: 5, randomSeed: %d}
        """
            .formatted(i, tier, i),
        SimulationJob.class);
  }

  private static Job batchJob(int i) {
    return Serialization.unmarshal(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: batch-%d, namespace: e2e}
        spec:
          template:
            spec:
              restartPolicy: Never
              nodeSelector: {nvidia.com/gpu.product: NVIDIA-NONE}
              securityContext: {runAsNonRoot: true, runAsUser: 65532, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: main
                  image: localhost/pause:1
                  securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """
            .formatted(i),
        Job.class);
  }

  private static void print(String what, double[] batch, double[] shoal) {
    System.out.printf(
        "%s: batch/v1 Job p50 %.0f p99 %.0f; Shoal p50 %.0f p99 %.0f; ratio of p50 %.2f, of p99 %.2f%n",
        what,
        percentile(batch, 0.5),
        percentile(batch, 0.99),
        percentile(shoal, 0.5),
        percentile(shoal, 0.99),
        percentile(shoal, 0.5) / percentile(batch, 0.5),
        percentile(shoal, 0.99) / percentile(batch, 0.99));
  }

  private static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  private static double millis(long from, long to) {
    return (to - from) / 1e6;
  }

  /** Largest resident set of one of our processes so far, MiB. */
  private static long memory(String main) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        Path command = process.resolve("cmdline");
        if (Files.exists(command) && Files.readString(command).contains("." + main)) {
          return Files.readAllLines(process.resolve("status")).stream()
              .filter(line -> line.startsWith("VmHWM"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElse(0);
        }
      }
    }
    return 0;
  }
}
