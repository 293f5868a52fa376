package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a job's newest pod has logged. */
@Command(
    name = "logs",
    description = "Prints the log of a job's newest pod, or what a script wrote last.")
final class LogsCommand extends InNamespace {
  @Parameters(paramLabel = "NAME", description = "Its name, or kind/name.")
  String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the container ends.")
  boolean follows;

  @Option(
      names = {"-c", "--container"},
      description = "Container; the first by default.")
  @Nullable String container;

  @Override
  int run(Cluster cluster) throws IOException {
    Seen seen = cluster.find(name, Kind.WORK).seen();
    @Nullable Pod newest =
        cluster
            .client
            .pods()
            .inNamespace(cluster.namespace)
            .withLabel("shoal.dev/job-uid", seen.resource().getMetadata().getUid())
            .list()
            .getItems()
            .stream()
            .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
            .orElse(null);
    if (newest == null) {
      return kept(seen);
    }
    PodResource pod = cluster.client.pods().resource(newest);
    String from =
        container == null ? newest.getSpec().getContainers().getFirst().getName() : container;
    if (!follows) {
      out().print(pod.inContainer(from).getLog());
      return Shoal.DONE;
    }
    try (LogWatch watch = pod.inContainer(from).watchLog();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out().println(line);
        out().flush();
      }
    }
    return Shoal.DONE;
  }

  /** Of a script that has ended its status still tells. */
  private int kept(Seen seen) {
    String said = seen.text("status", "stdout") + seen.text("status", "stderr");
    if (said.isEmpty()) {
      throw new Trouble(
          "%s has no pod now (%s): its log went with it".formatted(seen.name(), seen.phase()));
    }
    out().print(said);
    return Shoal.DONE;
  }
}
