package dev.shoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All work. */
@Command(name = "list", aliases = "ls", description = "Lists simulations and trainings.")
final class ListCommand extends InNamespace {
  @Option(
      names = {"-A", "--all-namespaces"},
      description = "In all namespaces.")
  boolean everywhere;

  @Option(
      names = {"-o", "--output"},
      description = "${COMPLETION-CANDIDATES}; table by default.")
  Output output = Output.TABLE;

  @Override
  int run(Cluster cluster) {
    List<Seen> all = new ArrayList<>();
    for (Kind kind : Kind.WORK) {
      all.addAll(cluster.list(kind, everywhere));
    }
    if (output.raw()) {
      out().println(output.of(all));
      return Shoal.DONE;
    }
    boolean wide = output == Output.WIDE;
    Table table =
        wide
            ? new Table(
                "NAMESPACE", "NAME", "PHASE", "PROGRESS", "GPU-S", "NODE", "WORKFLOW", "TROUBLE")
            : new Table("NAMESPACE", "NAME", "PHASE", "PROGRESS", "TROUBLE");
    for (Seen one : all) {
      String namespaceOfIt = one.resource().getMetadata().getNamespace();
      String name = one.resource().getKind().toLowerCase(Locale.ROOT) + "/" + one.name();
      if (wide) {
        table.row(
            namespaceOfIt,
            name,
            one.phase(),
            one.progress(),
            one.text("status", "gpuSeconds"),
            one.text("status", "node"),
            one.text("status", "workflow", "id"),
            one.trouble());
      } else {
        table.row(namespaceOfIt, name, one.phase(), one.progress(), one.trouble());
      }
    }
    out().println(table);
    return Shoal.DONE;
  }
}
