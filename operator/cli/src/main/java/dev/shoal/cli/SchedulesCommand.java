package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Schedules. */
@Command(
    name = "schedules",
    description = "Lists, applies and deletes schedules.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SchedulesCommand.ListOfThem.class,
      SchedulesCommand.Apply.class,
      SchedulesCommand.Delete.class
    })
final class SchedulesCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: list, apply or delete");
  }

  /** All schedules. */
  @Command(name = "list", description = "Lists schedules.")
  static final class ListOfThem extends InNamespace {
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
      List<Seen> all = cluster.list(Kind.WORKFLOW_SCHEDULE, everywhere);
      if (output.raw()) {
        out().println(output.of(all));
        return Shoal.DONE;
      }
      Table table =
          new Table("NAMESPACE", "NAME", "SCHEDULE", "ZONE", "LAST", "OUTCOME", "NEXT", "TROUBLE");
      for (Seen one : all) {
        table.row(
            one.resource().getMetadata().getNamespace(),
            one.name(),
            one.text("spec", "schedule"),
            one.text("spec", "timeZone"),
            one.text("status", "lastScheduleTime"),
            one.text("status", "lastOutcome"),
            one.text("status", "nextScheduleTime"),
            one.trouble());
      }
      out().println(table);
      return Shoal.DONE;
    }
  }

  /** Applies a manifest of schedules. */
  @Command(name = "apply", description = "Makes or changes the schedules of a manifest.")
  static final class Apply extends InNamespace {
    @Parameters(paramLabel = "FILE", description = "A manifest.")
    Path file = Path.of("");

    @Override
    int run(Cluster cluster) throws IOException {
      if (!Files.isReadable(file)) {
        throw new Trouble(file + " can't be read: name a file that is there");
      }
      try (InputStream in = Files.newInputStream(file)) {
        for (HasMetadata one : cluster.client.load(in).items()) {
          if (!Kind.WORKFLOW_SCHEDULE.title.equals(one.getKind())) {
            throw new Trouble(
                "%s has a %s: this takes schedules alone, `shoal run` takes the rest"
                    .formatted(file, one.getKind()));
          }
          String own = one.getMetadata().getNamespace();
          cluster
              .client
              .resource(one)
              .inNamespace(own == null ? cluster.namespace : own)
              .serverSideApply();
          out().println(one.getMetadata().getName());
        }
      }
      return Shoal.DONE;
    }
  }

  /** Deletes a schedule. */
  @Command(name = "delete", description = "Deletes a schedule, and what it has started with it.")
  static final class Delete extends InNamespace {
    @Parameters(paramLabel = "NAME", description = "Name of the schedule.")
    String name = "";

    @Override
    int run(Cluster cluster) {
      Seen schedule = cluster.find(name, List.of(Kind.WORKFLOW_SCHEDULE)).seen();
      cluster.of(Kind.WORKFLOW_SCHEDULE, schedule.name()).delete();
      out().println(schedule.name() + " is deleted");
      return Shoal.DONE;
    }
  }
}
