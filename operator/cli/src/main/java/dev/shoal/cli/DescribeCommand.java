package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that is known of one resource. */
@Command(name = "describe", description = "Says how something fares, and what was done about it.")
final class DescribeCommand extends InNamespace {
  private static final List<Kind> KINDS =
      List.of(
          Kind.SIMULATION_JOB,
          Kind.TRAINING_JOB,
          Kind.REPORT_RUN,
          Kind.SOURCE_SYNC,
          Kind.SCRIPT_RUN,
          Kind.WORKFLOW_SCHEDULE);

  @Parameters(paramLabel = "NAME", description = "Its name, or kind/name.")
  String name = "";

  @Option(
      names = {"-o", "--output"},
      description = "json or yaml; for people by default.")
  Output output = Output.TABLE;

  @Override
  int run(Cluster cluster) {
    Cluster.Found found = cluster.find(name, KINDS);
    Seen seen = found.seen();
    if (output.raw()) {
      out().println(output.of(List.of(seen)));
      return Shoal.DONE;
    }
    out().printf("%s %s/%s%n", found.kind().title, cluster.namespace, seen.name());
    line("phase", seen.phase());
    line("progress", seen.progress());
    line("trouble", seen.trouble());
    line("node", seen.text("status", "node"));
    line("waits for", seen.text("status", "waiting"));
    line("GPU-seconds", seen.text("status", "gpuSeconds"));
    line("cost", seen.text("status", "cost"));
    line("exit code", seen.text("status", "exitCode"));
    line("probability", seen.text("status", "probability"));
    line("summary", seen.text("status", "summary"));
    line("sent to", seen.text("status", "sentTo"));
    line("insight", seen.text("status", "keyInsight"));
    line("last start", seen.text("status", "lastScheduleTime"));
    line("next start", seen.text("status", "nextScheduleTime"));
    line("workflow", seen.text("status", "workflow", "id"));
    said("stdout", seen.text("status", "stdout"));
    said("stderr", seen.text("status", "stderr"));
    Table conditions = new Table("CONDITION", "STATUS", "REASON", "MESSAGE");
    for (Map<?, ?> one : seen.conditions()) {
      conditions.row(
          text(one, "type"), text(one, "status"), text(one, "reason"), text(one, "message"));
    }
    out().printf("%n%s%n%n", conditions);
    Table events = new Table("WHEN", "EVENT", "MESSAGE");
    cluster
        .client
        .v1()
        .events()
        .inNamespace(cluster.namespace)
        .withField("involvedObject.uid", seen.resource().getMetadata().getUid())
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())))
        .forEach(
            (Event event) ->
                events.row(
                    String.valueOf(event.getLastTimestamp()),
                    String.valueOf(event.getReason()),
                    String.valueOf(event.getMessage())));
    out().println(events);
    return Shoal.DONE;
  }

  /**
   * The end of what a script wrote; terminals obey some characters, which the status has none of.
   */
  private void said(String stream, String text) {
    if (!text.isEmpty()) {
      out().printf("%n%s%n%s", stream.toUpperCase(Locale.ROOT), text.stripTrailing().indent(2));
    }
  }

  private void line(String what, String value) {
    if (!value.isEmpty()) {
      out().printf("  %-12s %s%n", what, value);
    }
  }

  private static String text(Map<?, ?> condition, String field) {
    Object value = condition.get(field);
    return value == null ? "" : String.valueOf(value);
  }
}
