package dev.shoal.cli;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a simulation's agents said. */
@Command(name = "chat", description = "Prints what a simulation's agents said to each other.")
final class ChatCommand extends InNamespace {
  private static final String LOG = "chat_log.json";

  @Parameters(paramLabel = "NAME", description = "Name of the job.")
  String name = "";

  @Option(names = "--round", description = "Of this round alone.")
  @Nullable Integer round;

  @Override
  int run(Cluster cluster) throws IOException {
    Seen job = cluster.find(name, List.of(Kind.SIMULATION_JOB)).seen();
    byte[] content;
    try (Links links = new Links(cluster, job, List.of(LOG))) {
      content = links.read(LOG);
    }
    List<?> messages =
        Serialization.unmarshal(new String(content, StandardCharsets.UTF_8), List.class);
    messages.stream()
        .map(message -> (Map<?, ?>) message)
        .filter(message -> round == null || round.equals(message.get("round")))
        .forEach(
            message -> {
              Object parent = message.get("parentId");
              out()
                  .printf(
                      "#%s round %s  %s%s%n  %s%n",
                      message.get("id"),
                      message.get("round"),
                      plain(message.get("agent")),
                      parent == null ? "" : " (%s #%s)".formatted(message.get("kind"), parent),
                      plain(message.get("text")));
            });
    return Shoal.DONE;
  }

  /** Agents' words may hold anything, even what a terminal would obey. */
  static String plain(@Nullable Object text) {
    return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
  }
}
