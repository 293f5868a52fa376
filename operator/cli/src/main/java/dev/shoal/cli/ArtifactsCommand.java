package dev.shoal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a simulation, script or report has stored. */
@Command(
    name = "artifacts",
    description = "Lists or fetches what a simulation, script or report has stored.",
    subcommands = {ArtifactsCommand.ListThem.class, ArtifactsCommand.Get.class})
final class ArtifactsCommand {

  /** Their names and sizes, of the job's status. */
  @Command(name = "list", description = "Lists what a simulation, script or report has stored.")
  static final class ListThem extends InNamespace {
    @Parameters(
        paramLabel = "NAME",
        description = "Name of a SimulationJob, ReportRun or ScriptRun.")
    String name = "";

    @Override
    int run(Cluster cluster) {
      Seen job = cluster.find(name, Kind.STORING).seen();
      Table table = new Table("NAME", "BYTES", "SHA256");
      for (Map<?, ?> one : job.artifacts()) {
        table.row(
            String.valueOf(one.get("name")),
            String.valueOf(one.get("bytes")),
            String.valueOf(one.get("sha256")));
      }
      out().println(table);
      return Shoal.DONE;
    }
  }

  /** Fetches some or all. */
  @Command(
      name = "get",
      description = "Fetches what a simulation, script or report has stored, and checks it.")
  static final class Get extends InNamespace {
    @Parameters(
        index = "0",
        paramLabel = "NAME",
        description = "Name of a SimulationJob, ReportRun or ScriptRun.")
    String name = "";

    @Parameters(
        index = "1..*",
        arity = "0..*",
        paramLabel = "ARTIFACT",
        description = "Which; all by default.")
    List<String> wanted = List.of();

    @Option(
        names = {"-d", "--directory"},
        description = "Where to put them; a folder with the job's name by default.")
    Path directory = Path.of("");

    @Override
    int run(Cluster cluster) throws IOException {
      Seen job = cluster.find(name, Kind.STORING).seen();
      Path folder = directory.toString().isEmpty() ? Path.of(job.name()) : directory;
      try (Links links = new Links(cluster, job, wanted)) {
        Files.createDirectories(folder);
        for (String artifact : links.names()) {
          Path file = folder.resolve(Path.of(artifact).getFileName());
          byte[] content = links.read(artifact);
          Files.write(file, content);
          out().printf("%s  %d bytes%n", file, content.length);
          out().flush();
        }
      }
      return Shoal.DONE;
    }
  }
}
