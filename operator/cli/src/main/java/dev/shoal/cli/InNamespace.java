package dev.shoal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about a namespace. */
@Command(mixinStandardHelpOptions = true)
abstract class InNamespace implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-n", "--namespace"},
      description = "Namespace; that of your context by default.")
  @Nullable String namespace;

  @Override
  public final Integer call() throws Exception {
    try (Cluster cluster = new Cluster(namespace)) {
      return run(cluster);
    } finally {
      out().flush();
    }
  }

  /** Does it; the exit code. */
  abstract int run(Cluster cluster) throws Exception;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Follows work to its end, a line for each change; the exit code is its outcome. */
  final int follow(Cluster cluster, Kind kind, String name) {
    String[] before = {""};
    Seen ended =
        cluster.awaitEnd(
            kind,
            name,
            seen -> {
              String line =
                  String.join(
                      "  ",
                      Stream.of(seen.phase(), seen.bar(), seen.progress(), seen.trouble())
                          .filter(part -> !part.isEmpty())
                          .toList());
              if (!line.isEmpty() && !line.equals(before[0])) {
                out().println(line);
                out().flush();
                before[0] = line;
              }
            });
    return ended.succeeded() ? Shoal.DONE : Shoal.FAILED;
  }
}
