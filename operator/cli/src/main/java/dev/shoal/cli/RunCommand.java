package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a manifest, or makes a simulation of a seed document. */
@Command(name = "run", description = "Runs what a manifest says, or a simulation about a document.")
final class RunCommand extends InNamespace {
  @Parameters(
      paramLabel = "FILE",
      description = "A manifest (.yaml, .yml, .json), or a seed document (any other name).")
  Path file = Path.of("");

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end; the exit code is its outcome.")
  boolean waits;

  @Option(names = "--name", description = "Name of the job of a seed document; that of the file.")
  @Nullable String name;

  @Option(names = "--tier", description = "Tier of the job of a seed document (shoal tiers).")
  @Nullable String tier;

  @Option(names = "--goal", description = "Question of the job of a seed document.")
  @Nullable String goal;

  @Option(names = "--rounds", description = "Rounds of the job of a seed document; the tier's.")
  @Nullable Integer rounds;

  @Override
  int run(Cluster cluster) throws IOException {
    if (!Files.isReadable(file)) {
      throw new Trouble(file + " can't be read: name a file that is there");
    }
    List<HasMetadata> wanted = manifest() ? resources(cluster) : List.of(simulation(cluster));
    int worst = Shoal.DONE;
    for (HasMetadata one : wanted) {
      HasMetadata applied =
          cluster.client.resource(one).inNamespace(namespaceOf(one, cluster)).serverSideApply();
      out().println(one.getKind().toLowerCase(Locale.ROOT) + "/" + applied.getMetadata().getName());
    }
    out().flush();
    if (waits) {
      for (HasMetadata one : wanted) {
        Kind kind = Kind.named(one.getKind()).filter(Kind.WORK::contains).orElse(null);
        if (kind != null) {
          try (Cluster there = new Cluster(namespaceOf(one, cluster))) {
            worst = Math.max(worst, follow(there, kind, one.getMetadata().getName()));
          }
        }
      }
    }
    return worst;
  }

  private boolean manifest() {
    String path = file.toString().toLowerCase(Locale.ROOT);
    return path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json");
  }

  private List<HasMetadata> resources(Cluster cluster) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return cluster.client.load(in).items();
    } catch (IllegalArgumentException e) {
      throw new Trouble(file + " is no manifest: " + e.getMessage());
    }
  }

  private static String namespaceOf(HasMetadata one, Cluster cluster) {
    String own = one.getMetadata().getNamespace();
    return own == null ? cluster.namespace : own;
  }

  private GenericKubernetesResource simulation(Cluster cluster) throws IOException {
    if (goal == null || tier == null) {
      throw new Trouble(
          "a seed document needs --goal, the question, and --tier, one of `shoal tiers`");
    }
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("tier", tier);
    wanted.put("goal", goal);
    wanted.put("seed", Files.readString(file));
    if (rounds != null) {
      wanted.put("rounds", rounds);
    }
    GenericKubernetesResource job = new GenericKubernetesResource();
    job.setApiVersion(Kind.API_VERSION);
    job.setKind(Kind.SIMULATION_JOB.title);
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName(name == null ? ofFile() : name)
            .withNamespace(cluster.namespace)
            .build());
    job.setAdditionalProperty("spec", wanted);
    return job;
  }

  private String ofFile() {
    String base = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    String plain =
        base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    if (plain.isEmpty()) {
      throw new Trouble("no name can be made of " + file + ": give --name");
    }
    return plain;
  }
}
