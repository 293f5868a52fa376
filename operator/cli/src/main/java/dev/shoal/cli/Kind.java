package dev.shoal.cli;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of resources that the command line knows. */
enum Kind {
  SIMULATION_JOB("SimulationJob", "simulationjobs", "simjob", true),
  TRAINING_JOB("TrainingJob", "trainingjobs", "trainjob", true),
  REPORT_RUN("ReportRun", "reportruns", "reprun", true),
  SOURCE_SYNC("SourceSync", "sourcesyncs", "srcsync", true),
  SCRIPT_RUN("ScriptRun", "scriptruns", "scrun", true),
  WORKFLOW_SCHEDULE("WorkflowSchedule", "workflowschedules", "wfsched", true),
  ARTIFACT_GRANT("ArtifactGrant", "artifactgrants", "artgrant", true),
  SIMULATION_TIER("SimulationTier", "simulationtiers", "simtier", false);

  /** Kinds that run and end. */
  static final List<Kind> WORK =
      List.of(SIMULATION_JOB, TRAINING_JOB, REPORT_RUN, SOURCE_SYNC, SCRIPT_RUN);

  /** Kinds that store files in the installation's bucket. */
  static final List<Kind> STORING = List.of(SIMULATION_JOB, REPORT_RUN, SCRIPT_RUN);

  static final String API_VERSION = "shoal.dev/v1alpha1";

  final String title;
  private final String plural;
  private final String shortName;
  private final boolean namespaced;

  Kind(String title, String plural, String shortName, boolean namespaced) {
    this.title = title;
    this.plural = plural;
    this.shortName = shortName;
    this.namespaced = namespaced;
  }

  /** The kind that somebody names as kubectl takes it. */
  static Optional<Kind> named(String name) {
    return Arrays.stream(values())
        .filter(
            kind ->
                kind.title.equalsIgnoreCase(name)
                    || kind.plural.equals(name)
                    || kind.shortName.equals(name)
                    || name.equals(kind.shortName + "s"))
        .findFirst();
  }

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup("shoal.dev")
        .withVersion("v1alpha1")
        .withKind(title)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }
}
