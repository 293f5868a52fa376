package dev.shoal.cli;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Another run of a simulation. */
@Command(name = "rerun", description = "Runs a simulation that has ended once more.")
final class RerunCommand extends InNamespace {
  @Parameters(paramLabel = "NAME", description = "Its name.")
  String name = "";

  /** What is done again. */
  enum From {
    START,
    REPORT
  }

  @Option(
      names = "--from",
      description = "${COMPLETION-CANDIDATES}: all of it, or the report alone; start by default.")
  From from = From.START;

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end; the exit code is its outcome.")
  boolean waits;

  @Override
  int run(Cluster cluster) {
    Seen seen = cluster.find(name, List.of(Kind.SIMULATION_JOB)).seen();
    if (!seen.settled()) {
      throw new Trouble(
          "%s has not ended (%s): wait for it, or cancel it".formatted(name, seen.phase()));
    }
    String before = seen.text("status", "run");
    String patch =
        "{\"spec\":{\"rerun\":{\"nonce\":\"cli-%d\",\"from\":\"%s\"}}}"
            .formatted(cluster.clock.millis(), from == From.REPORT ? "Report" : "Start");
    var job = cluster.of(Kind.SIMULATION_JOB, seen.name());
    job.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    if (!waits) {
      out().println(seen.name() + " runs again");
      return Shoal.DONE;
    }
    job.waitUntilCondition(
        one -> one == null || !before.equals(new Seen(one).text("status", "run")),
        Integer.MAX_VALUE,
        TimeUnit.SECONDS);
    return follow(cluster, Kind.SIMULATION_JOB, seen.name());
  }
}
