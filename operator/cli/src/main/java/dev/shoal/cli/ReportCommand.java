package dev.shoal.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a simulation came to, or a report about what Shoal did. */
@Command(name = "report", description = "Prints, saves or opens a report.")
final class ReportCommand extends InNamespace {
  private static final String TEXT = "report.md";
  private static final String PAGE = "report.html";

  @Parameters(paramLabel = "NAME", description = "Name of a SimulationJob or ReportRun.")
  String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Save it: as a page if FILE ends in .html, else as Markdown.")
  @Nullable Path output;

  @Option(names = "--open", description = "Open it as a page in your browser.")
  boolean opens;

  @Override
  int run(Cluster cluster) throws IOException {
    Seen job = cluster.find(name, Kind.STORING).seen();
    Path file = output;
    boolean page =
        opens || (file != null && file.toString().toLowerCase(Locale.ROOT).endsWith(".html"));
    String artifact = page ? PAGE : TEXT;
    byte[] content;
    try (Links links = new Links(cluster, job, List.of(artifact))) {
      content = links.read(artifact);
    }
    if (file == null && !opens) {
      out().println(new String(content, StandardCharsets.UTF_8));
      return Shoal.DONE;
    }
    Path saved = file == null ? Files.createTempFile(job.name() + "-", ".html") : file;
    Files.write(saved, content);
    out().println(saved);
    if (opens) {
      Browser.open(saved);
    }
    return Shoal.DONE;
  }
}
