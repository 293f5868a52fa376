package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes what a schedule makes, now. */
@Command(name = "trigger", description = "Starts what a schedule starts, now.")
final class TriggerCommand extends InNamespace {
  private static final Map<String, Kind> TEMPLATES =
      Map.of(
          "simulationJob",
          Kind.SIMULATION_JOB,
          "trainingJob",
          Kind.TRAINING_JOB,
          "reportRun",
          Kind.REPORT_RUN,
          "sourceSync",
          Kind.SOURCE_SYNC);

  @Parameters(paramLabel = "NAME", description = "Name of the schedule.")
  String name = "";

  @Option(
      names = {"-w", "--wait"},
      description = "Wait for the end; the exit code is its outcome.")
  boolean waits;

  @Override
  int run(Cluster cluster) {
    Seen schedule = cluster.find(name, List.of(Kind.WORKFLOW_SCHEDULE)).seen();
    Map<String, Object> template = schedule.resource().get("spec", "template");
    Map.Entry<String, Kind> made =
        TEMPLATES.entrySet().stream()
            .filter(one -> template.containsKey(one.getKey()))
            .findFirst()
            .orElseThrow(() -> new Trouble(name + " has a template that this does not know"));
    GenericKubernetesResource child = new GenericKubernetesResource();
    child.setApiVersion(Kind.API_VERSION);
    child.setKind(made.getValue().title);
    child.setMetadata(metadata(schedule.resource().getMetadata(), template, cluster));
    child.setAdditionalProperty("spec", template.get(made.getKey()));
    String created = cluster.client.resource(child).create().getMetadata().getName();
    out().println(made.getValue().title.toLowerCase(Locale.ROOT) + "/" + created);
    out().flush();
    return waits ? follow(cluster, made.getValue(), created) : Shoal.DONE;
  }

  /** As the schedule itself names and labels it; a minute has one. */
  private static ObjectMeta metadata(
      ObjectMeta schedule, Map<String, Object> template, Cluster cluster) {
    Map<String, String> labels = new HashMap<>();
    if (template.get("labels") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    }
    labels.put("shoal.dev/schedule", schedule.getName());
    labels.put("shoal.dev/schedule-uid", schedule.getUid());
    long minute = cluster.clock.millis() / Duration.ofMinutes(1).toMillis();
    return new ObjectMetaBuilder()
        .withName(schedule.getName() + "-" + minute)
        .withNamespace(schedule.getNamespace())
        .withLabels(labels)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(Kind.API_VERSION)
                .withKind(Kind.WORKFLOW_SCHEDULE.title)
                .withName(schedule.getName())
                .withUid(schedule.getUid())
                .withController(true)
                .build())
        .build();
  }
}
