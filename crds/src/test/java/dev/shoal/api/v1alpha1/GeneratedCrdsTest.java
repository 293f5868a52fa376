package dev.shoal.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CRDs beside the API types are generated from them. {@code -Dgenerate=true} writes them;
 * without it they must be what would be written.
 */
class GeneratedCrdsTest {
  private static final Path CHECKED_IN = Path.of("yaml");
  private static final List<String> COLUMNS =
      List.of(
          "Of",
          "Secret",
          "Expires",
          "Schedule",
          "Zone",
          "Suspend",
          "Last",
          "Outcome",
          "Next",
          "Tier",
          "Report",
          "Phase",
          "Records",
          "Summary",
          "Sent",
          "Step",
          "Progress",
          "Epoch",
          "Loss",
          "Exit",
          "Probability",
          "Node",
          "GPU-s",
          "Engine",
          "GPU",
          "Count",
          "Rounds",
          "Nodes",
          "Ready",
          "Attempt",
          "Workflow",
          "Insight",
          "Age");
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "SourceSync",
          "SourceSync is one look at sources: what is new there is kept as records.",
          "ScriptRun",
          "ScriptRun is one script, or several simulations, run in a pod of its own.",
          "ReportRun",
          "ReportRun is one report about what Shoal did, stored and sent.",
          "ArtifactGrant",
          "ArtifactGrant is a request for links to what a job or report has stored; it goes, with the links,"
              + " after ten minutes.",
          "SimulationJob",
          "SimulationJob is one simulation: a seed document, a question, and the tier that runs it.",
          "SimulationTier",
          "SimulationTier is a cluster-wide choice of model, GPU and limits that jobs name by"
              + " spec.tier.",
          "TrainingJob",
          "TrainingJob is one training: a data set, a container that fits a model to it, and where"
              + " its files go.",
          "WorkflowSchedule",
          "WorkflowSchedule is work that is started again and again, by the clock.");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      classes = {
        ArtifactGrant.class,
        ReportRun.class,
        ScriptRun.class,
        SourceSync.class,
        SimulationJob.class,
        SimulationTier.class,
        TrainingJob.class,
        WorkflowSchedule.class
      })
  void checkedInCrdIsWhatTheTypesGenerate(Class<?> type) throws IOException {
    CustomResourceDefinition crd = generate(type.asSubclass(HasMetadata.class));
    String yaml =
        "# Generated from the API types by `make generate`.\n" + Serialization.asYaml(crd);
    Path file = CHECKED_IN.resolve(crd.getMetadata().getName() + ".yaml");
    if (Boolean.getBoolean("generate")) {
      Files.createDirectories(CHECKED_IN);
      Files.writeString(file, yaml);
    }
    assertThat(file).as("run `make generate` and commit the result").hasContent(yaml);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ArtifactGrant.class,
        ReportRun.class,
        ScriptRun.class,
        SourceSync.class,
        SimulationJob.class,
        SimulationTier.class,
        TrainingJob.class,
        WorkflowSchedule.class
      })
  void everyFieldIsDescribed(Class<?> type) throws IOException {
    CustomResourceDefinition crd = generate(type.asSubclass(HasMetadata.class));
    JSONSchemaProps schema =
        crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    schema
        .getProperties()
        .forEach(
            (part, props) ->
                props
                    .getProperties()
                    .forEach(
                        (name, field) ->
                            assertThat(field.getDescription())
                                .as("description of %s.%s", part, name)
                                .startsWith(name)));
  }

  private CustomResourceDefinition generate(Class<? extends HasMetadata> type) throws IOException {
    new CRDGenerator()
        .customResourceClasses(type)
        .forCRDVersions("v1")
        .inOutputDir(folder.toFile())
        .generate();
    try (Stream<Path> files = Files.list(folder)) {
      Path written = files.findFirst().orElseThrow();
      CustomResourceDefinition crd =
          Serialization.unmarshal(Files.readString(written), CustomResourceDefinition.class);
      var version = crd.getSpec().getVersions().getFirst();
      version
          .getAdditionalPrinterColumns()
          .sort(
              Comparator.comparingInt(
                  (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
      JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
      schema.setDescription(DESCRIPTIONS.get(crd.getSpec().getNames().getKind()));
      schema.setRequired(List.of("spec"));
      schema.getProperties().get("spec").setDescription("spec is what is wanted.");
      schema
          .getProperties()
          .get("status")
          .setDescription("status is what was observed; only the operator writes it.");
      return crd;
    }
  }
}
