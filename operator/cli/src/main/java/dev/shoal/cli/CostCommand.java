package dev.shoal.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the work that is there has cost. */
@Command(
    name = "cost",
    description = "Adds up the GPU time of the work that is there, by namespace and tier.")
final class CostCommand extends InNamespace {
  @Option(
      names = {"-A", "--all-namespaces"},
      description = "In all namespaces.")
  boolean everywhere;

  private record Sum(int count, long gpuSeconds, BigDecimal cost) {
    Sum plus(Sum other) {
      return new Sum(count + other.count, gpuSeconds + other.gpuSeconds, cost.add(other.cost));
    }
  }

  @Override
  int run(Cluster cluster) {
    Map<String, Sum> sums = new TreeMap<>();
    for (Kind kind : Kind.WORK) {
      for (Seen one : cluster.list(kind, everywhere)) {
        String tier = one.text("spec", "tier");
        String key =
            one.resource().getMetadata().getNamespace()
                + " "
                + (tier.isEmpty() ? kind.title : tier);
        String seconds = one.text("status", "gpuSeconds");
        String cost = one.text("status", "cost");
        sums.merge(
            key,
            new Sum(
                1,
                seconds.isEmpty() ? 0 : Long.parseLong(seconds),
                cost.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cost)),
            Sum::plus);
      }
    }
    Table table = new Table("NAMESPACE", "TIER OR KIND", "COUNT", "GPU-S", "COST");
    sums.forEach(
        (key, sum) -> {
          String[] parts = key.split(" ", 2);
          table.row(
              parts[0],
              parts[1],
              Integer.toString(sum.count()),
              Long.toString(sum.gpuSeconds()),
              sum.cost().signum() == 0 ? "" : sum.cost().toPlainString());
        });
    out().println(table);
    return Shoal.DONE;
  }
}
