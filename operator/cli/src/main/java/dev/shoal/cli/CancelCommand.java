package dev.shoal.cli;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends work and gives its GPU back. */
@Command(
    name = "cancel",
    description = "Deletes work: it is stopped, and its GPU given back. --keep only suspends it.")
final class CancelCommand extends InNamespace {
  @Parameters(paramLabel = "NAME", description = "Its name, or kind/name.")
  String name = "";

  @Option(names = "--keep", description = "Suspend it, so that it can go on later.")
  boolean keeps;

  @Option(
      names = {"-w", "--wait"},
      description = "Wait until it is gone, or suspended.")
  boolean waits;

  @Override
  int run(Cluster cluster) {
    Cluster.Found found = cluster.find(name, Kind.WORK);
    var resource = cluster.of(found.kind(), found.seen().name());
    if (keeps) {
      resource.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");
    } else {
      resource.delete();
    }
    if (waits) {
      resource.waitUntilCondition(
          one ->
              keeps
                  ? one != null && "True".equals(new Seen(one).condition("TornDown", "status"))
                  : Objects.isNull(one),
          Integer.MAX_VALUE,
          TimeUnit.SECONDS);
    }
    out().println(found.seen().name() + (keeps ? " is suspended" : " is cancelled"));
    return Shoal.DONE;
  }
}
