package dev.shoal.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What simulations can run on. */
@Command(name = "tiers", description = "Lists the tiers that simulations can name.")
final class TiersCommand extends InNamespace {
  @Option(
      names = {"-o", "--output"},
      description = "${COMPLETION-CANDIDATES}; table by default.")
  Output output = Output.TABLE;

  @Override
  int run(Cluster cluster) {
    List<Seen> all =
        cluster.all(Kind.SIMULATION_TIER).list().getItems().stream().map(Seen::new).toList();
    if (output.raw()) {
      out().println(output.of(all));
      return Shoal.DONE;
    }
    Table table = new Table("NAME", "ENGINE", "GPU", "COUNT", "ROUNDS", "NODES", "FREE GPUS");
    for (Seen one : all) {
      table.row(
          one.name(),
          one.text("spec", "engine"),
          one.text("spec", "gpuType"),
          one.text("spec", "gpuCount"),
          one.text("spec", "maxRounds"),
          one.text("status", "matchingNodes"),
          one.text("status", "freeGpus"));
    }
    out().println(table);
    return Shoal.DONE;
  }
}
